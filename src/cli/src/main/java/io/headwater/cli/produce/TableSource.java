package io.headwater.cli.produce;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.produce.LineReader.Line;
import io.headwater.learning.task.Task;
import io.headwater.producer.LabelledImageEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * A line for each image: its path in the column "image", and a column for each task, named by it.
 * "id", "time", "weight" and "second" may be there as well.
 */
final class TableSource implements Source {
  private static final String IMAGE = "image";
  private static final String ID = "id";
  private static final String TIME = "time";
  private static final String WEIGHT = "weight";
  private static final Set<String> OWN = Set.of(IMAGE, ID, TIME, WEIGHT, LabelText.SECOND);

  private final Path file;
  private final SourceImages images;
  private final RowFormat format;
  private final int headerLines;
  private final List<Task> tasks;
  private final LabelText labels;

  private TableSource(
      Path file, SourceImages images, RowFormat format, int headerLines, Targets targets) {
    this.file = file;
    this.images = images;
    this.format = format;
    this.headerLines = headerLines;
    this.tasks = targets.tasks();
    this.labels = new LabelText(images, targets.limits());
  }

  /** JSON lines. */
  static TableSource json(Path file, SourceImages images, Targets targets) {
    return new TableSource(file, images, new JsonRows(), 0, targets);
  }

  /**
   * CSV with a header.
   *
   * @param targets whose tasks have a column each
   */
  static TableSource csv(Path file, SourceImages images, CsvRows rows, Targets targets) {
    return new TableSource(file, images, rows, 1, targets);
  }

  /**
   * The columns of a CSV file.
   *
   * @throws CommandFailure if there is none with the image
   */
  static CsvRows header(Path file) throws IOException {
    try (LineReader lines = LineReader.open(file)) {
      CsvRows rows = CsvRows.ofHeader(lines.next().map(Line::text).orElse(""));
      if (rows.columns().contains(IMAGE)) {
        return rows;
      }
      throw CommandFailure.environment(
          "the first line of %s must name the columns, '%s' among them; it is %s"
              .formatted(file, IMAGE, rows.columns()),
          null);
    } catch (RefusedException e) {
      throw CommandFailure.environment("the first line of " + file + ": " + e.getMessage(), e);
    }
  }

  /** Columns that are neither its own nor a task's. */
  static Set<String> unknown(CsvRows rows, Targets targets) {
    Set<String> unknown = new TreeSet<>(rows.columns());
    unknown.removeAll(OWN);
    targets.tasks().forEach(task -> unknown.remove(task.name()));
    return unknown;
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.empty();
  }

  @Override
  public Reading open(long pass) throws IOException {
    LineReader lines = LineReader.open(file);
    return new Reading() {
      @Override
      public Optional<Item> next() throws IOException {
        Optional<Line> line = lines.next();
        while (line.isPresent()
            && (line.get().number() <= headerLines || line.get().text().isBlank())) {
          line = lines.next();
        }
        return line.map(each -> item(each));
      }

      @Override
      public void close() throws IOException {
        lines.close();
      }
    };
  }

  private Item item(Line line) {
    String where = file.getFileName() + ":" + line.number();
    return new Item(where, () -> event(where, line));
  }

  private LabelledImageEvent event(String where, Line line) throws IOException, RefusedException {
    if (!line.whole()) {
      throw new RefusedException("the line has more than %d bytes".formatted(LineReader.MAX_BYTES));
    }
    Map<String, String> row = format.row(line.text());
    String image = row.get(IMAGE);
    if (image == null) {
      throw new RefusedException("it names no image, in '%s'".formatted(IMAGE));
    }
    LabelledImageEvent event =
        LabelledImageEvent.of(images.file(image), images.maxBytes()).id(where);
    for (Task task : tasks) {
      String text = row.get(task.name());
      if (text != null) {
        event = labels.label(event, task, text, row);
      }
    }
    return withRest(event, row);
  }

  private static LabelledImageEvent withRest(LabelledImageEvent event, Map<String, String> row)
      throws RefusedException {
    try {
      LabelledImageEvent whole = event;
      if (row.containsKey(ID)) {
        whole = whole.id(row.getOrDefault(ID, ""));
      }
      if (row.containsKey(TIME)) {
        whole = whole.time(Instant.parse(row.getOrDefault(TIME, "")));
      }
      if (row.containsKey(WEIGHT)) {
        whole = whole.weight(Float.parseFloat(row.getOrDefault(WEIGHT, "")));
      }
      return whole;
    } catch (DateTimeParseException e) {
      throw new RefusedException(
          "time is '%s'; it must be like 2026-01-31T12:00:00Z".formatted(row.get(TIME)));
    } catch (NumberFormatException e) {
      throw new RefusedException("weight is '%s'; it must be a number".formatted(row.get(WEIGHT)));
    }
  }
}
