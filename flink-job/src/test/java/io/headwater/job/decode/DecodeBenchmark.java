package io.headwater.job.decode;

import io.headwater.job.ingest.RawEvent;
import io.headwater.schema.LabelledImage;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Prints how many events a second one thread decodes. */
final class DecodeBenchmark {
  private static final int EVENTS = 20_000;
  private static final int ROUNDS = 6;

  private DecodeBenchmark() {}

  public static void main(String[] arguments) {
    BufferedImage garment = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    Random random = new Random(1);
    for (int i = 0; i < 784; i++) {
      int column = i % 28;
      garment
          .getRaster()
          .setSample(column, i / 28, 0, column > 6 && column < 22 ? 100 + random.nextInt(100) : 0);
    }
    Map<String, LabelledImage> events = new LinkedHashMap<>();
    events.put("PNG 28x28, class", Events.classified(Images.png(garment)));
    events.put("JPEG 28x28, class", Events.classified(Images.jpeg(garment)));
    events.put("PNG 64x64, class", Events.classified(Images.png(Images.grey(64, 64))));
    events.put("PNG 28x28 with mask, box, class, pair", Events.full());
    EventDecoder decoder = Events.decoder();
    for (int round = 0; round < ROUNDS; round++) {
      events.forEach((name, image) -> measure(decoder, name, Events.event(image)));
    }
  }

  private static void measure(EventDecoder decoder, String name, RawEvent event) {
    long start = System.nanoTime();
    long accepted = 0;
    for (int i = 0; i < EVENTS; i++) {
      accepted += decoder.decode(event) instanceof DecodeResult.Accepted ? 1 : 0;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("%-40s %8.0f events/s (%d)%n", name, EVENTS / seconds, accepted);
  }
}
