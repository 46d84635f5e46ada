package io.headwater.serve.batch;

import static java.util.Objects.requireNonNull;

import io.headwater.snapshots.OnnxModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Several requests' work as one, for one model.
 *
 * @param parts at least one
 */
record JointWork(OnnxModel model, List<Work> parts) {
  private static final float[] NO_REFERENCE = {};

  int count() {
    return parts.stream().mapToInt(Work::count).sum();
  }

  /** The values of each part, in their order. */
  List<Map<String, float[]>> score() {
    if (parts.size() == 1) {
      Work only = parts.get(0);
      return List.of(model.values(only.images(), only.count(), only.reference(), only.wanted()));
    }
    return split(model.values(images(), count(), references(), wanted()));
  }

  private byte[] images() {
    byte[] images = new byte[parts.stream().mapToInt(part -> part.images().length).sum()];
    int at = 0;
    for (Work part : parts) {
      System.arraycopy(part.images(), 0, images, at, part.images().length);
      at += part.images().length;
    }
    return images;
  }

  /** One for each image, zeros where there is none. */
  private float[] references() {
    if (parts.stream().allMatch(part -> part.reference().length == 0)) {
      return NO_REFERENCE;
    }
    int features = model.featureCount();
    float[] references = new float[count() * features];
    int image = 0;
    for (Work part : parts) {
      float[] own = part.reference();
      for (int i = 0; i < part.count() && own.length > 0; i++) {
        int from = own.length == features ? 0 : i * features;
        System.arraycopy(own, from, references, (image + i) * features, features);
      }
      image += part.count();
    }
    return references;
  }

  private Set<String> wanted() {
    Set<String> wanted = new HashSet<>();
    parts.forEach(part -> wanted.addAll(part.wanted()));
    return wanted;
  }

  private List<Map<String, float[]>> split(Map<String, float[]> values) {
    List<Map<String, float[]>> split = new ArrayList<>();
    int total = count();
    int image = 0;
    for (Work part : parts) {
      Map<String, float[]> own = new HashMap<>();
      for (String output : part.wanted()) {
        float[] all = requireNonNull(values.get(output));
        int each = all.length / total;
        own.put(output, Arrays.copyOfRange(all, image * each, (image + part.count()) * each));
      }
      split.add(own);
      image += part.count();
    }
    return split;
  }
}
