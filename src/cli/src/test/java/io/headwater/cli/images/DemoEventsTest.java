package io.headwater.cli.images;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import boofcv.struct.image.GrayU8;
import io.headwater.schema.BoxLabel;
import io.headwater.schema.ClassLabel;
import io.headwater.schema.EncodedImage;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.MaskLabel;
import io.headwater.schema.SameLabel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class DemoEventsTest {
  private static final FashionMnist IMAGES = FashionMnist.load();
  private static final DemoEvents EVENTS = new DemoEvents(IMAGES.sent(), 7);

  @Test
  void heldOutImagesAreNotAmongThoseSent() {
    Set<List<Byte>> sent = new HashSet<>();
    IMAGES.sent().forEach(garment -> sent.add(pixels(garment.image())));

    assertThat(IMAGES.sent()).hasSize(8_500);
    assertThat(IMAGES.heldOut()).hasSize(1_500);
    assertThat(IMAGES.heldOut()).noneMatch(garment -> sent.contains(pixels(garment.image())));
  }

  @Test
  void theTasksTakeTurns() {
    assertThat(events(8).map(LabelledImage::getId))
        .containsExactly(
            "garment-0",
            "edges-0",
            "location-0",
            "similarity-0",
            "garment-1",
            "edges-1",
            "location-1",
            "similarity-1");
  }

  @Test
  void theSameSeedGivesTheSameEvents() {
    DemoEvents again = new DemoEvents(IMAGES.sent(), 7);
    DemoEvents others = new DemoEvents(IMAGES.sent(), 8);

    assertThat(events(40)).containsExactlyElementsOf(eventsOf(again, 40).toList());
    assertThat(events(40)).doesNotContainAnyElementsOf(eventsOf(others, 40).toList());
  }

  @Test
  void classesAreThoseOfTheImages() {
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    eventsOf(DemoTask.GARMENT, 1_000)
        .forEach(
            event -> {
              int label = label(event, "garment", ClassLabel.class).getIndex();
              counts.merge(label, 1, Integer::sum);
            });

    assertThat(counts.keySet()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(60, 140));
  }

  @Test
  void imagesComeInManySizes() throws IOException {
    Set<Integer> widths = new HashSet<>();
    for (LabelledImage event : eventsOf(DemoTask.GARMENT, 100).toList()) {
      widths.add(decoded(event.getImage()).getWidth());
    }

    assertThat(widths).hasSizeGreaterThan(10).allMatch(width -> width >= 28 && width <= 56);
  }

  @Test
  void anEdgeMapHasTheSizeOfItsImageAndFewEdges() throws IOException {
    for (LabelledImage event : eventsOf(DemoTask.EDGES, 50).toList()) {
      BufferedImage image = decoded(event.getImage());
      BufferedImage mask = decoded(label(event, "edges", MaskLabel.class).getMask());
      int[] values = values(mask);
      long edges = Arrays.stream(values).filter(value -> value == 255).count();

      assertThat(mask.getWidth()).isEqualTo(image.getWidth());
      assertThat(mask.getHeight()).isEqualTo(image.getHeight());
      assertThat(values).containsOnly(0, 255);
      assertThat((double) edges / values.length).isBetween(0.02, 0.6);
    }
  }

  @Test
  void someEventsTeachTwoTasks() {
    assertThat(eventsOf(DemoTask.EDGES, 8))
        .allSatisfy(event -> assertThat(event.getLabels()).containsOnlyKeys("edges", "garment"));
  }

  @Test
  void halfOfThePairsAreOfOneClass() {
    assertThat(
            eventsOf(DemoTask.SIMILARITY, 200)
                .filter(event -> label(event, "similarity", SameLabel.class).getSame()))
        .hasSize(100);
    assertThat(eventsOf(DemoTask.SIMILARITY, 50))
        .allSatisfy(
            event -> assertThat(event.getSecondImage()).isNotNull().isNotEqualTo(event.getImage()));
  }

  @Test
  void pairsAreChosenByClass() {
    Wardrobe wardrobe = new Wardrobe(IMAGES.sent(), 1);
    SplittableRandom random = new SplittableRandom(1);

    for (int rank = 0; rank < 100; rank++) {
      Garment garment = wardrobe.at(rank);
      assertThat(wardrobe.like(garment, random))
          .isNotSameAs(garment)
          .extracting(Garment::label)
          .isEqualTo(garment.label());
      assertThat(wardrobe.unlike(garment, random).label()).isNotEqualTo(garment.label());
    }
  }

  @Test
  void theBoxIsTightAroundTheGarment() {
    SplittableRandom random = new SplittableRandom(1);
    for (int rank = 0; rank < 100; rank++) {
      GrayU8 black = new GrayU8(90, 60);

      BoxLabel label = new Canvas(black).place(IMAGES.sent().get(rank).image(), random);

      assertThat(label).isEqualTo(Box.around(black, Canvas.GARMENT_BRIGHTNESS).label(90, 60));
      assertThat(Math.max(label.getWidth() * 90, label.getHeight() * 60))
          .isBetween(0.3f * 60, 0.8f * 60);
    }
  }

  @Test
  void everyEighthCanvasHasNoGarment() {
    assertThat(
            eventsOf(DemoTask.LOCATION, 80)
                .filter(event -> !label(event, "location", BoxLabel.class).getPresent()))
        .hasSize(10);
  }

  private static Stream<LabelledImage> events(int count) {
    return eventsOf(EVENTS, count);
  }

  private static Stream<LabelledImage> eventsOf(DemoEvents events, int count) {
    return LongStream.range(0, count).mapToObj(n -> events.event(n, Instant.EPOCH));
  }

  private static Stream<LabelledImage> eventsOf(DemoTask task, int count) {
    return LongStream.range(0, count).mapToObj(rank -> EVENTS.event(task, rank, Instant.EPOCH));
  }

  private static <T> T label(LabelledImage event, String task, Class<T> kind) {
    return kind.cast(requireNonNull(event.getLabels().get(task)));
  }

  private static List<Byte> pixels(GrayU8 image) {
    Byte[] pixels = new Byte[image.data.length];
    Arrays.setAll(pixels, i -> image.data[i]);
    return List.of(pixels);
  }

  private static int[] values(BufferedImage image) {
    return image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
  }

  private static BufferedImage decoded(Object image) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(((EncodedImage) image).getData().array()));
  }
}
