package io.headwater.cli.produce;

import io.headwater.cli.CommandFailure;
import io.headwater.learning.task.Task;
import io.headwater.producer.LabelledImageEvent;
import io.headwater.producer.TaskClasses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/**
 * A folder for each class, with images in it. They come in a shuffled order: one class after
 * another would be forgotten while the next is learned.
 */
final class FolderSource implements Source {
  private static final long SEED = 1;

  private final ImageFolder folder;
  private final TaskClasses classes;
  private final int maxBytes;

  /**
   * @param task a classification, whose classes name the folders
   * @param maxBytes that a file may have
   * @throws CommandFailure if no folder is named by a class
   */
  FolderSource(ImageFolder folder, Task task, int maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.classes = Targets.classes(task);
    List<String> folders = folder.classes();
    if (folders.stream().noneMatch(name -> classes.find(name).isPresent())) {
      throw CommandFailure.environment(
          "%s must have a folder for each class of task '%s' (%s); it has %s"
              .formatted(
                  folder.path(),
                  task.name(),
                  String.join(", ", classes.names()),
                  folders.isEmpty() ? "no folders with files" : String.join(", ", folders)),
          null);
    }
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(folder.files().size());
  }

  @Override
  public Reading open(long pass) {
    List<String> shuffled = new ArrayList<>(folder.files());
    Collections.shuffle(shuffled, new Random(SEED + pass));
    Iterator<String> left = shuffled.iterator();
    return new Reading() {
      @Override
      public Optional<Item> next() {
        return left.hasNext() ? Optional.of(item(left.next())) : Optional.empty();
      }

      @Override
      public void close() {}
    };
  }

  private Item item(String file) {
    return new Item(file, () -> event(file));
  }

  private LabelledImageEvent event(String file) throws IOException, RefusedException {
    int slash = file.indexOf('/');
    if (slash < 0) {
      throw new RefusedException("it lies in no folder that names its class");
    }
    String name = file.substring(0, slash);
    int index =
        classes
            .find(name)
            .orElseThrow(
                () ->
                    new RefusedException(
                        "folder '%s' is no class of task '%s'; its classes are %s"
                            .formatted(name, classes.task(), String.join(", ", classes.names()))));
    return LabelledImageEvent.of(folder.path().resolve(file), maxBytes)
        .id(folder.path().toAbsolutePath().normalize().getFileName() + "/" + file)
        .classLabel(classes.task(), index);
  }
}
