package io.headwater.snapshots;

import static java.util.stream.Collectors.joining;

import io.headwater.learning.engine.ResidualTrunk;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.learner.Lineage;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What clients in other languages are held to, as files: snapshots as folders with what the Java
 * client says of some images, and records that it refuses.
 */
record ClientFixtures(Path folder) {
  private static final List<ImageShape> IMAGES =
      List.of(new ImageShape(3, 18, 16), new ImageShape(1, 40, 30), new ImageShape(3, 9, 200));

  void write() throws IOException {
    Architecture age =
        Backbone.LENET.architecture(
            Models.INPUT, List.of(new Task("age", TaskKind.REGRESSION, 1, List.of())));
    Architecture residual =
        Architecture.of(ResidualTrunk.of(Models.INPUT), Models.INPUT, Models.TASKS);
    write("lenet", Models.LENET, Models.trained(Models.LENET, 3));
    write("age", age, InitialState.of(age, 4));
    write("maps", MapModels.DECODER, InitialState.of(MapModels.DECODER, 5));
    write("residual", residual, Models.trained(residual, 3));
    writeDamaged(folder.resolve("lenet"));
    Files.writeString(
        folder.resolve("polls.json"),
        SnapshotPolls.all().entrySet().stream()
            .map(poll -> "\"%s\": [%s]".formatted(poll.getKey(), values(poll.getValue())))
            .collect(joining(",\n", "{\n", "\n}\n")));
  }

  private void write(String name, Architecture architecture, LearnerState state)
      throws IOException {
    byte[] onnx = OnnxExport.toOnnx(architecture, state, "fashion", 1).toByteArray();
    Snapshot snapshot =
        Models.snapshot(Models.provenance("fashion", 1, architecture, Lineage.EMPTY), onnx);
    Path to = Files.createDirectories(folder.resolve(name));
    SnapshotFolder.write(to, snapshot);
    Files.writeString(to.resolve("expected.json"), expected(snapshot));
  }

  /** With a bit that is not as it was. */
  private void writeDamaged(Path whole) throws IOException {
    Path to = Files.createDirectories(folder.resolve("damaged"));
    byte[] payload = Files.readAllBytes(whole.resolve(SnapshotFolder.PAYLOAD));
    payload[payload.length / 2] ^= 1;
    Files.write(to.resolve(SnapshotFolder.PAYLOAD), payload);
    Files.write(
        to.resolve(SnapshotFolder.MANIFEST),
        Files.readAllBytes(whole.resolve(SnapshotFolder.MANIFEST)));
  }

  private static String expected(Snapshot snapshot) {
    InputImages images = new InputImages(snapshot.manifest());
    InputImages others = new InputImages(snapshot.manifest());
    for (int i = 0; i < IMAGES.size(); i++) {
      images.add(pixels(i), IMAGES.get(i));
      others.add(pixels(IMAGES.size() - 1 - i), IMAGES.get(IMAGES.size() - 1 - i));
    }
    try (OnnxModel model = new OnnxModel(snapshot)) {
      Map<String, float[][]> predictions = new LinkedHashMap<>();
      predictions.putAll(model.predict(images.toArray(), images.count()));
      predictions.putAll(model.predictPairs(images.toArray(), others.toArray(), images.count()));
      List<String> shown =
          IntStream.range(0, IMAGES.size()).mapToObj(ClientFixtures::image).toList();
      List<String> reversed = new ArrayList<>(shown);
      Collections.reverse(reversed);
      return "{\"images\": %s, \"others\": %s, \"predictions\": {%s}}%n"
          .formatted(
              shown,
              reversed,
              predictions.entrySet().stream()
                  .map(
                      each ->
                          "\"%s\": %s"
                              .formatted(each.getKey(), Arrays.deepToString(each.getValue())))
                  .collect(joining(", ")));
    }
  }

  private static byte[] pixels(int image) {
    return Models.randomBytes(IMAGES.get(image).size(), image);
  }

  private static String image(int image) {
    ImageShape shape = IMAGES.get(image);
    return "{\"channels\": %d, \"height\": %d, \"width\": %d, \"data\": \"%s\"}"
        .formatted(shape.channels(), shape.height(), shape.width(), base64(pixels(image)));
  }

  private static String values(List<SnapshotRecord> records) {
    return records.stream()
        .map(record -> '"' + base64(record.value()) + '"')
        .collect(joining(", "));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
