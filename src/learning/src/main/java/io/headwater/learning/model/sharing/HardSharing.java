package io.headwater.learning.model.sharing;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.HeadKind;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One trunk for all tasks, and a head for each: Caruana, "Multitask learning", Machine Learning 28,
 * 1997.
 */
public record HardSharing() implements Sharing {
  public static final String KIND = "shared";

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Architecture architecture(
      ImageShape input, List<Task> tasks, Map<String, HeadKind> heads, Backbones backbones) {
    return backbones.usual().architecture(input, tasks, heads);
  }

  @Override
  public Set<Backbone> used(List<String> tasks, Backbones backbones) {
    return Set.of(backbones.usual());
  }
}
