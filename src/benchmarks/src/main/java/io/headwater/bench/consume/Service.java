package io.headwater.bench.consume;

import io.headwater.snapshots.LiveModel;
import io.headwater.snapshots.OnnxModel;
import io.headwater.snapshots.Snapshot;

/** Predicts in one thread, and is given new snapshots in another. */
interface Service extends AutoCloseable {
  void predict(byte[] image);

  void swap(Snapshot snapshot);

  @Override
  void close();

  /** The product's. */
  static Service live(Snapshot first) {
    LiveModel live = new LiveModel();
    live.swap(first);
    return new Service() {
      @Override
      public void predict(byte[] image) {
        live.use(model -> model.predict(image, 1));
      }

      @Override
      public void swap(Snapshot snapshot) {
        live.swap(snapshot);
      }

      @Override
      public void close() {
        live.close();
      }
    };
  }

  /** What one would write first: the new model is loaded under the lock that predictions take. */
  static Service locked(Snapshot first) {
    return new Service() {
      private OnnxModel model = new OnnxModel(first);

      @Override
      public synchronized void predict(byte[] image) {
        model.predict(image, 1);
      }

      @Override
      public synchronized void swap(Snapshot snapshot) {
        model.close();
        model = new OnnxModel(snapshot);
      }

      @Override
      public synchronized void close() {
        model.close();
      }
    };
  }
}
