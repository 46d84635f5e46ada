package io.headwater.job.train;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hands models from the trainer to who publishes them, by reference. The two run in one JVM but in
 * two threads, so that training goes on meanwhile: what crosses the edge between them is a ticket,
 * as a model of hundreds of megabytes would hold up training while it is serialized.
 */
public final class ModelHandover {
  private static final Map<String, TrainedModel> WAITING = new ConcurrentHashMap<>();

  private ModelHandover() {}

  /** Leaves the model to be taken, once. */
  static String leave(TrainedModel model) {
    String ticket = UUID.randomUUID().toString();
    WAITING.put(ticket, model);
    return ticket;
  }

  /** Whether the model was left and not taken yet. */
  static boolean isWaiting(String ticket) {
    return WAITING.containsKey(ticket);
  }

  /** Takes back a model that nobody will take any more; those taken already are passed over. */
  static void withdraw(String ticket) {
    TrainedModel model = WAITING.remove(ticket);
    if (model != null) {
      model.close();
    }
  }

  /**
   * @return to be closed
   * @throws IllegalStateException if the model was not left in this JVM, or is taken already
   */
  public static TrainedModel take(String ticket) {
    TrainedModel model = WAITING.remove(ticket);
    if (model == null) {
      throw new IllegalStateException(
          "no model waits for ticket "
              + ticket
              + "; training and publishing must run in one JVM, in one slot");
    }
    return model;
  }
}
