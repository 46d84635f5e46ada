package io.headwater.cli.produce;

import io.headwater.cli.CommandFailure;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where images and labels come from. */
final class SourceOptions {
  @Parameters(
      paramLabel = "SOURCE",
      description =
          "A folder with a folder for each class, or a file: CSV, JSON lines, COCO, Label Studio's JSON, IDX.")
  private Path source = Path.of("images");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "What SOURCE is: ${COMPLETION-CANDIDATES} (default: as its name says).")
  private @Nullable SourceFormat format;

  @Option(
      names = "--images",
      paramLabel = "DIRECTORY",
      description =
          "Where the paths of images in SOURCE start from, and do not leave (default: its own folder).")
  private @Nullable Path images;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "IDX: the file of labels (default: named as SOURCE, with labels and idx1).")
  private @Nullable Path labels;

  @Option(
      names = "--category",
      paramLabel = "NAME",
      description = "COCO: only objects of this category count (default: all).")
  private @Nullable String category;

  Path path() {
    return whole(source);
  }

  /** The source and all that says what is made of it, in a word that is another for another. */
  String words() {
    StringBuilder words = new StringBuilder(path().toString());
    if (images != null) {
      words.append(" with images in ").append(whole(images));
    }
    if (labels != null) {
      words.append(" with labels in ").append(whole(labels));
    }
    if (category != null) {
      words.append(" with objects of category ").append(category);
    }
    return words.toString();
  }

  private static Path whole(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /**
   * @throws CommandFailure if it is not there
   */
  void requireThere() {
    if (!Files.exists(source)) {
      throw CommandFailure.environment(
          "there is no file or folder " + source + ": name what is to be sent", null);
    }
  }

  /** The classes that the source names itself; none if it does not. */
  List<String> classes() {
    try {
      return format() == SourceFormat.FOLDER ? ImageFolder.read(source).classes() : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param all the tasks that may be labelled
   * @throws CommandFailure if the source can't be what it should be
   */
  Chosen open(Targets all, PrintWriter out) throws IOException {
    return switch (format()) {
      case FOLDER -> {
        Task task = all.only(TaskKind.CLASSIFICATION);
        yield chosen(
            new FolderSource(ImageFolder.read(source), task, all.limits().maxEventBytes()),
            all.of(List.of(task)));
      }
      case IDX -> {
        Task task = all.only(TaskKind.CLASSIFICATION);
        Path classes = labels == null ? IdxSource.usualLabels(source) : labels;
        yield chosen(new IdxSource(source, classes, task.name()), all.of(List.of(task)));
      }
      case CSV -> csv(all, out);
      case JSONL -> chosen(TableSource.json(source, images(all), all), all);
      case COCO -> {
        Targets some = all.of(all.ofKinds(TaskKind.LOCATION, TaskKind.EDGES));
        require(some, "a COCO file has labels for the kinds location and edges", all);
        yield chosen(new CocoSource(source, images(all), some, category), some);
      }
      case LABEL_STUDIO -> chosen(new LabelStudioSource(source, images(all), all), all);
    };
  }

  private Chosen csv(Targets all, PrintWriter out) throws IOException {
    CsvRows rows = TableSource.header(source);
    Targets some =
        all.of(all.tasks().stream().filter(task -> rows.columns().contains(task.name())).toList());
    require(some, "%s has the columns %s".formatted(source, rows.columns()), all);
    Set<String> unknown = TableSource.unknown(rows, some);
    if (!unknown.isEmpty()) {
      out.printf("columns that are no task's are not read: %s%n", String.join(", ", unknown));
      out.flush();
    }
    return chosen(TableSource.csv(source, images(all), rows, some), some);
  }

  private static void require(Targets some, String what, Targets all) {
    if (some.tasks().isEmpty()) {
      throw CommandFailure.environment(
          "%s, and none of the tasks is such (%s)".formatted(what, Targets.names(all.tasks())),
          null);
    }
  }

  private Chosen chosen(Source made, Targets targets) {
    return new Chosen(format(), made, targets);
  }

  private SourceImages images(Targets all) {
    int maxBytes = all.limits().maxEventBytes();
    if (images != null) {
      return new SourceImages(images, maxBytes);
    }
    Path folder = path().getParent();
    return new SourceImages(folder == null ? path() : folder, maxBytes);
  }

  private SourceFormat format() {
    if (format != null) {
      return format;
    }
    SourceFormat named =
        SourceFormat.of(source)
            .orElseThrow(
                () ->
                    CommandFailure.environment(
                        "what %s is, its name does not say: give --format".formatted(source),
                        null));
    return named == SourceFormat.COCO && isArray() ? SourceFormat.LABEL_STUDIO : named;
  }

  private boolean isArray() {
    try {
      return LabelStudioSource.isArray(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
