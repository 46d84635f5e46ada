package io.headwater.cli.produce;

import io.headwater.cli.CommandFailure;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import io.headwater.producer.BoundingBox;
import io.headwater.producer.LabelledImageEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The images of a COCO file: the box of the largest object for tasks of the kind location, the
 * outlines of all objects for those of the kind edges.
 */
final class CocoSource implements Source {
  private final Path file;
  private final SourceImages images;
  private final Targets targets;
  private final CocoFile coco;
  private final @Nullable String category;

  /**
   * @param images where the images' files are
   * @param targets tasks of the kinds location and edges
   * @param category of the objects that count; all if it is null
   * @throws CommandFailure if it is no COCO file, or has no such category
   */
  CocoSource(Path file, SourceImages images, Targets targets, @Nullable String category)
      throws IOException {
    this.file = file;
    this.images = images;
    this.targets = targets;
    this.coco = CocoFile.read(file);
    this.category = category;
    if (category != null && !coco.categories().containsValue(category)) {
      throw CommandFailure.environment(
          "--category is '%s'; %s has %s"
              .formatted(category, file, new TreeSet<>(coco.categories().values())),
          null);
    }
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(coco.images().size());
  }

  @Override
  public Reading open(long pass) {
    Iterator<CocoImage> left = coco.images().iterator();
    return new Reading() {
      @Override
      public Optional<Item> next() {
        if (!left.hasNext()) {
          return Optional.empty();
        }
        CocoImage image = left.next();
        return Optional.of(new Item(file.getFileName() + ":" + image.file(), () -> event(image)));
      }

      @Override
      public void close() {}
    };
  }

  private LabelledImageEvent event(CocoImage image) throws IOException, RefusedException {
    requireSize(image);
    List<CocoObject> objects = new ArrayList<>();
    for (CocoObject object : coco.objects().getOrDefault(image.id(), List.of())) {
      if (category == null || category.equals(coco.categories().get(object.category()))) {
        objects.add(object);
      }
    }
    LabelledImageEvent event =
        LabelledImageEvent.of(images.file(image.file()), images.maxBytes())
            .id(file.getFileName() + "/" + image.file());
    for (Task task : targets.tasks()) {
      event =
          task.kind() == TaskKind.EDGES
              ? event.edges(task.name(), outlines(image, objects, task))
              : located(event, task, image, objects);
    }
    return event;
  }

  private void requireSize(CocoImage image) throws RefusedException {
    long pixels = (long) image.width() * image.height();
    if (image.width() < 1 || image.height() < 1 || pixels > targets.limits().maxImagePixels()) {
      throw new RefusedException(
          "it is of %d x %d pixels, by the file; both must be 1 or more, and at most %d pixels are taken"
              .formatted(image.width(), image.height(), targets.limits().maxImagePixels()));
    }
  }

  private static LabelledImageEvent located(
      LabelledImageEvent event, Task task, CocoImage image, List<CocoObject> objects) {
    return objects.stream()
        .filter(object -> !object.crowd() && object.isInside(image))
        .max(Comparator.comparingDouble(CocoObject::area))
        .map(object -> event.box(task.name(), inside(image, object.box())))
        .orElseGet(() -> event.noObject(task.name()));
  }

  /** The part of a box that lies in the image: boxes of COCO may stick out by a little. */
  private static BoundingBox inside(CocoImage image, double[] box) {
    double left = Math.max(0, box[0]);
    double top = Math.max(0, box[1]);
    double right = Math.min(image.width(), box[0] + box[2]);
    double bottom = Math.min(image.height(), box[1] + box[3]);
    return BoundingBox.ofPixels(
        left, top, right - left, bottom - top, image.width(), image.height());
  }

  private byte[] outlines(CocoImage image, List<CocoObject> objects, Task task)
      throws IOException, RefusedException {
    List<float[]> polygons = new ArrayList<>();
    for (CocoObject object : objects) {
      if (!object.hasPolygons()) {
        throw new RefusedException(
            "object %d has no polygons, but a mask of another form, of which no edges are made: name the other tasks with --task to leave '%s' out"
                .formatted(object.id(), task.name()));
      }
      polygons.addAll(object.polygons());
    }
    return Outline.png(image.width(), image.height(), polygons);
  }
}
