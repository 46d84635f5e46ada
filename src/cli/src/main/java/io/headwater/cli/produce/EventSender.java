package io.headwater.cli.produce;

import io.headwater.cli.Reason;
import io.headwater.cli.produce.ProduceState.Last;
import io.headwater.learning.digest.Sha256;
import io.headwater.producer.LabelledImageEvent;
import io.headwater.producer.UnusableImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes the event of an image, and hands it on to be sent, or says why it can't be sent. */
final class EventSender {
  /** The header of a record that says which run has sent it. */
  static final String RUN = "headwater-run";

  private final Targets targets;
  private final SendingThread sending;
  private final Deliveries deliveries;
  private final String run;
  private final Set<String> sentBefore;
  private final EventCheck check;

  /**
   * @param run as in {@link ProduceState}
   * @param sentBefore ids of events of this run that the broker has
   */
  EventSender(
      Targets targets,
      SendingThread sending,
      Deliveries deliveries,
      String run,
      Set<String> sentBefore) {
    this.targets = targets;
    this.sending = sending;
    this.deliveries = deliveries;
    this.run = run;
    this.sentBefore = new HashSet<>(sentBefore);
    this.check = new EventCheck(targets);
  }

  /**
   * @param pass from 0; later ones make events with ids of their own
   */
  void send(Item item, long pass) {
    Last what = new Last(item.where(), "");
    try {
      LabelledImageEvent event = item.maker().make();
      what = new Last(item.where(), digest(event));
      send(what, pass == 0 ? event : event.id(event.id() + "#" + (pass + 1)));
    } catch (RefusedException | UnusableImageException e) {
      deliveries.refused(what, Reason.of(e));
    } catch (NoSuchFileException e) {
      deliveries.refused(what, "there is no file " + e.getMessage());
    } catch (IOException | InvalidPathException e) {
      deliveries.refused(what, "it cannot be read: " + e);
    }
  }

  /** Whether the image is still as it was. One of which no event could be made may be mended. */
  static boolean isSame(Item item, Last before) {
    if (!item.where().equals(before.where())) {
      return false;
    }
    if (before.digest().isEmpty()) {
      return true;
    }
    try {
      return digest(item.maker().make()).equals(before.digest());
    } catch (RefusedException | UnusableImageException | IOException | InvalidPathException e) {
      return false;
    }
  }

  /** SHA-256 of the event without its time, which may be that at which it was made. */
  private static String digest(LabelledImageEvent event) {
    return Sha256.hex(ByteBuffer.wrap(event.time(Instant.EPOCH).encode()));
  }

  private void send(Last what, LabelledImageEvent event) throws RefusedException {
    String topic = targets.topic(event);
    byte[] key = event.id().getBytes(StandardCharsets.UTF_8);
    byte[] value = event.encode();
    check.require(topic, key, value);
    if (sentBefore.remove(event.id())) {
      deliveries.present(what);
    } else {
      ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>(topic, key, value);
      sent.headers().add(RUN, run.getBytes(StandardCharsets.UTF_8));
      deliveries.sent(what, value.length, sending.send(sent));
    }
  }
}
