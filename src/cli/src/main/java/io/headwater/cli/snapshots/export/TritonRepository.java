package io.headwater.cli.snapshots.export;

import io.headwater.cli.BoundedFile;
import io.headwater.cli.CommandFailure;
import io.headwater.cli.WholeOutput;
import io.headwater.snapshots.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A model repository of Triton Inference Server (its "Model Repository" and "Model Configuration"),
 * to which snapshots are added as versions: Triton's version is the snapshot's.
 */
record TritonRepository(Path folder) {
  private static final String CONFIG = "config.pbtxt";
  private static final String MODEL = "model.onnx";
  private static final int MAX_CONFIG_BYTES = 1 << 20;

  /**
   * Adds a snapshot: a new model's folder is renamed into place as a whole, a version's folder of
   * one that is there likewise.
   *
   * @return the folder of the version
   * @throws CommandFailure if the version is there, or the model is there with other inputs or
   *     outputs
   */
  Path add(Snapshot snapshot) {
    String name = snapshot.manifest().model();
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw CommandFailure.environment(
          "the model's name is '%s'; as a folder's name it must be of letters, digits, '.', '_' and '-'"
              .formatted(name),
          null);
    }
    String config = TritonConfig.of(name, ModelTensors.of(snapshot));
    Path model = folder.resolve(name);
    String version = Long.toString(snapshot.manifest().version());
    if (Files.exists(model)) {
      requireSame(model.resolve(CONFIG), config);
      WholeOutput.folder(model.resolve(version), path -> writeVersion(path, snapshot));
    } else {
      WholeOutput.folder(
          model,
          path -> {
            writeVersion(Files.createDirectory(path.resolve(version)), snapshot);
            Files.writeString(path.resolve(CONFIG), config);
          });
    }
    return model.resolve(version);
  }

  private static void writeVersion(Path path, Snapshot snapshot) throws IOException {
    Files.write(path.resolve(MODEL), snapshot.payload());
  }

  private static void requireSame(Path file, String config) {
    String there = new String(BoundedFile.read(file, MAX_CONFIG_BYTES), StandardCharsets.UTF_8);
    if (!there.equals(config)) {
      throw CommandFailure.environment(
          "%s is of a model with other inputs or outputs, or was changed by hand; export to another folder, or delete it"
              .formatted(file),
          null);
    }
  }
}
