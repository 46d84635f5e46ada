package io.headwater.cli.produce;

import io.headwater.cli.Reason;
import io.headwater.producer.LabelledImageEvent;
import io.headwater.producer.UnusableImageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.Set;

/** Makes the event of an image, and hands it on to be sent, or says why it can't be sent. */
final class EventSender {
  private final Targets targets;
  private final SendingThread sending;
  private final Deliveries deliveries;
  private final Set<String> sentBefore;
  private final EventCheck check;

  /**
   * @param sentBefore ids of events that the broker has
   */
  EventSender(
      Targets targets, SendingThread sending, Deliveries deliveries, Set<String> sentBefore) {
    this.targets = targets;
    this.sending = sending;
    this.deliveries = deliveries;
    this.sentBefore = new HashSet<>(sentBefore);
    this.check = new EventCheck(targets);
  }

  /**
   * @param pass from 0; later ones make events with ids of their own
   */
  void send(Item item, long pass) {
    try {
      LabelledImageEvent event = item.maker().make();
      send(item.where(), pass == 0 ? event : event.id(event.id() + "#" + (pass + 1)));
    } catch (RefusedException | UnusableImageException e) {
      deliveries.refused(item.where(), Reason.of(e));
    } catch (NoSuchFileException e) {
      deliveries.refused(item.where(), "there is no file " + e.getMessage());
    } catch (IOException | InvalidPathException e) {
      deliveries.refused(item.where(), "it cannot be read: " + e);
    }
  }

  private void send(String where, LabelledImageEvent event) throws RefusedException {
    String topic = targets.topic(event);
    byte[] key = event.id().getBytes(StandardCharsets.UTF_8);
    byte[] value = event.encode();
    check.require(topic, key, value);
    if (sentBefore.remove(event.id())) {
      deliveries.present(where);
    } else {
      deliveries.sent(where, value.length, sending.send(topic, key, value));
    }
  }
}
