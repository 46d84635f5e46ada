package io.headwater.serve;

import io.headwater.serve.RequestRefusedException.Reason;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests of one kind, measures them, and says in JSON what was wrong with one. */
record Endpoint(String name, ServeMetrics metrics, Handler answer) implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

  @Override
  public void handle(Context request) {
    long start = System.nanoTime();
    try {
      answer.handle(request);
    } catch (RequestRefusedException e) {
      refuse(request, e);
    } catch (IOException e) {
      LOG.info("{}: the connection was lost", name, e);
    } catch (Exception | OutOfMemoryError e) {
      LOG.error("{} failed", name, e);
      refuse(
          request,
          new RequestRefusedException(Reason.FAILED, "the server failed: " + e.getMessage()));
    } finally {
      metrics.answered(name, System.nanoTime() - start);
    }
  }

  private void refuse(Context request, RequestRefusedException refusal) {
    metrics.failed(name, refusal.reason());
    Answers.refuse(request, refusal);
  }
}
