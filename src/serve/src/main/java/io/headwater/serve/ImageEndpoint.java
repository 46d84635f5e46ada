package io.headwater.serve;

import io.headwater.serve.RequestRefusedException.Reason;
import io.headwater.serve.ServeConfig.Limits;
import io.headwater.serve.batch.Batcher;
import io.headwater.serve.batch.Work;
import io.headwater.serve.predict.ImageFileReader;
import io.headwater.serve.predict.Predictions;
import io.headwater.serve.predict.Predictions.Question;
import io.headwater.serve.predict.SeenImage;
import io.headwater.serve.predict.UnreadableImageException;
import io.headwater.snapshots.LiveModel;
import io.headwater.snapshots.OnnxModel;
import io.javalin.http.Context;
import java.util.concurrent.Semaphore;

/** Takes an image as a file, and says what each task makes of it. */
final class ImageEndpoint {
  private static final int USUAL_TOP = 5;

  /** Bytes of a pixel in colours. */
  private static final long PIXEL_BYTES = 3;

  /** Images that are held decoded: each may take as much as the largest. */
  private final Semaphore decoded;

  private final RequestBodies bodies;
  private final LiveModel live;
  private final Batcher batcher;
  private final ImageFileReader files;

  ImageEndpoint(
      Limits limits, RequestBodies bodies, LiveModel live, Batcher batcher, ImageFileReader files) {
    long most = limits.waitingBytes() / (PIXEL_BYTES * limits.imagePixels());
    this.decoded = new Semaphore((int) Math.max(1, Math.min(Integer.MAX_VALUE, most)));
    this.bodies = bodies;
    this.live = live;
    this.batcher = batcher;
    this.files = files;
  }

  /** The body is the file; {@code task} and {@code top} are parameters of the query. */
  void predict(Context request) throws Exception {
    ProtocolEndpoints.requireModel(live);
    int top = top(request);
    bodies.use(
        request.req(),
        body -> {
          decoded.acquire();
          try {
            Question question = new Question(read(body), null, request.queryParam("task"), top);
            Answers.json(request, live.use(model -> answer(model, question)));
          } finally {
            decoded.release();
          }
        });
  }

  private Predictions answer(OnnxModel model, Question question) {
    try {
      return Predictions.of(
          model.manifest(),
          (images, count, reference, wanted) ->
              batcher.score(model, new Work(images, count, reference, wanted)),
          question);
    } catch (IllegalArgumentException e) {
      throw new RequestRefusedException(Reason.WRONG_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  private SeenImage read(byte[] body) {
    try {
      return files.read(body);
    } catch (UnreadableImageException e) {
      throw new RequestRefusedException(Reason.WRONG_TYPE, String.valueOf(e.getMessage()));
    }
  }

  private static int top(Context request) {
    String top = request.queryParam("top");
    if (top == null) {
      return USUAL_TOP;
    }
    if (!top.matches("[1-9]\\d{0,5}")) {
      throw RequestRefusedException.wrong(
          "'top' is '%s'; it must be how many classes to name, from 1 on", top);
    }
    return Integer.parseInt(top);
  }
}
