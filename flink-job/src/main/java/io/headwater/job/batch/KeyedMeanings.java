package io.headwater.job.batch;

import io.headwater.learning.stream.LabelMeanings;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** What the labels of the waiting examples mean, beside them in keyed state. */
final class KeyedMeanings {
  private final MapState<String, String> byTask;

  private KeyedMeanings(MapState<String, String> byTask) {
    this.byTask = byTask;
  }

  static KeyedMeanings open(RuntimeContext context) {
    return new KeyedMeanings(
        context.getMapState(
            new MapStateDescriptor<>("label-meanings", Types.STRING, Types.STRING)));
  }

  /** Of no task, if none was kept: before the first example, and in savepoints from before. */
  LabelMeanings kept() throws Exception {
    Map<String, String> kept = new HashMap<>();
    for (Map.Entry<String, String> entry : byTask.entries()) {
      kept.put(entry.getKey(), entry.getValue());
    }
    return new LabelMeanings(kept);
  }

  void keep(LabelMeanings meanings) throws Exception {
    byTask.clear();
    byTask.putAll(meanings.byTask());
  }
}
