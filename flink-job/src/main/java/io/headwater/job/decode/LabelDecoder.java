package io.headwater.job.decode;

import io.headwater.learning.task.Label;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import io.headwater.schema.BoxLabel;
import io.headwater.schema.ClassLabel;
import io.headwater.schema.MaskLabel;
import io.headwater.schema.SameLabel;
import io.headwater.schema.ScalarLabel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decodes the labels of an event. */
final class LabelDecoder {
  /** Class index that says that the label is missing. */
  private static final int MISSING_CLASS = -1;

  /** How far a box may stick out of the image, as a fraction: room for rounding. */
  private static final float TOLERANCE = 1e-4f;

  private final Map<String, Task> tasks = new LinkedHashMap<>();
  private final ImageDecoder images;

  LabelDecoder(List<Task> tasks, ImageDecoder images) {
    tasks.forEach(task -> this.tasks.put(task.name(), task));
    this.images = images;
  }

  /**
   * Checks all that can be checked without decoding an image.
   *
   * @return the names of the tasks that the job does not have: their labels are not read
   */
  List<String> check(Map<String, Object> labels) throws UnacceptableException {
    List<String> unknown = new ArrayList<>();
    boolean labelled = false;
    for (Map.Entry<String, Object> entry : labels.entrySet()) {
      Task task = tasks.get(entry.getKey());
      if (task == null) {
        unknown.add(entry.getKey());
      } else {
        checkKind(task, entry.getValue());
        checkRange(task, entry.getValue());
        labelled |= !isMissing(entry.getValue());
      }
    }
    if (!labelled) {
      throw unlabelled(labels, unknown);
    }
    return unknown;
  }

  private UnacceptableException unlabelled(Map<String, Object> labels, List<String> unknown) {
    String known = String.join(", ", tasks.keySet());
    if (!unknown.isEmpty() && unknown.size() == labels.size()) {
      return new UnacceptableException(
          RejectionReason.UNKNOWN_TASK,
          "there is a label for task "
              + Quote.name(unknown.get(0))
              + (unknown.size() == 1 ? "" : " and " + (unknown.size() - 1) + " more")
              + ", and none for a task of the job; its tasks are "
              + known);
    }
    return new UnacceptableException(
        RejectionReason.NO_LABEL,
        (labels.isEmpty()
                ? "there is no label"
                : "every label for a task of the job is the class -1, for missing")
            + "; there must be one for at least one of the tasks "
            + known);
  }

  /**
   * The labels that are not missing, in the order of the tasks; {@link #check} has passed.
   *
   * @param image gives masks the size they must have
   */
  List<Label> decode(Map<String, Object> labels, DecodedImage image) throws UnacceptableException {
    List<Label> decoded = new ArrayList<>(labels.size());
    for (String task : tasks.keySet()) {
      Object label = labels.get(task);
      if (label != null && !isMissing(label)) {
        decoded.add(decode(task, label, image));
      }
    }
    return decoded;
  }

  /** Whether one of the labels is for a pair of images. */
  boolean needPair(List<Label> labels) {
    for (Label label : labels) {
      Task task = tasks.get(label.task());
      if (task != null && task.kind() == TaskKind.SIMILARITY) {
        return true;
      }
    }
    return false;
  }

  private Label decode(String task, Object label, DecodedImage image) throws UnacceptableException {
    if (label instanceof ClassLabel classLabel) {
      return Label.ofClass(task, classLabel.getIndex());
    } else if (label instanceof MaskLabel mask) {
      String name = "the mask of task '" + task + "'";
      return Label.ofEdges(task, images.decodeMask(name, mask.getMask(), image));
    } else if (label instanceof BoxLabel box) {
      return box.getPresent()
          ? Label.ofBox(task, box.getCenterX(), box.getCenterY(), box.getWidth(), box.getHeight())
          : Label.ofAbsence(task);
    } else if (label instanceof SameLabel same) {
      return Label.ofSame(task, same.getSame());
    } else if (label instanceof ScalarLabel scalar) {
      return Label.ofNumber(task, scalar.getValue());
    }
    throw new IllegalStateException("a label of " + label.getClass() + " passed the check");
  }

  private static boolean isMissing(Object label) {
    return label instanceof ClassLabel classLabel && classLabel.getIndex() == MISSING_CLASS;
  }

  private static void checkKind(Task task, Object label) throws UnacceptableException {
    Class<?> right =
        switch (task.kind()) {
          case CLASSIFICATION -> ClassLabel.class;
          case EDGES -> MaskLabel.class;
          case LOCATION -> BoxLabel.class;
          case SIMILARITY -> SameLabel.class;
          case REGRESSION -> ScalarLabel.class;
        };
    if (!right.isInstance(label)) {
      throw new UnacceptableException(
          RejectionReason.WRONG_LABEL_KIND,
          "the label of task '"
              + task.name()
              + "' is a "
              + label.getClass().getSimpleName()
              + "; a task of kind "
              + task.kind().id()
              + " must have a "
              + right.getSimpleName());
    }
  }

  private static void checkRange(Task task, Object label) throws UnacceptableException {
    if (label instanceof ClassLabel classLabel) {
      int classes = task.classes().size();
      if (classLabel.getIndex() < MISSING_CLASS || classLabel.getIndex() >= classes) {
        throw new UnacceptableException(
            RejectionReason.LABEL_OUT_OF_RANGE,
            "the class of task '"
                + task.name()
                + "' is "
                + classLabel.getIndex()
                + "; it must be from 0 to "
                + (classes - 1)
                + ", or -1 for missing");
      }
    } else if (label instanceof BoxLabel box
        && box.getPresent()
        && !(spansInside(box.getCenterX(), box.getWidth())
            && spansInside(box.getCenterY(), box.getHeight()))) {
      throw new UnacceptableException(
          RejectionReason.LABEL_OUT_OF_RANGE,
          "the box of task '"
              + task.name()
              + "' has centre ("
              + box.getCenterX()
              + ", "
              + box.getCenterY()
              + ") and size "
              + box.getWidth()
              + " x "
              + box.getHeight()
              + "; as fractions of the image it must lie inside [0, 1] and not be empty");
    } else if (label instanceof ScalarLabel scalar && !Float.isFinite(scalar.getValue())) {
      throw new UnacceptableException(
          RejectionReason.LABEL_OUT_OF_RANGE,
          "the number of task '"
              + task.name()
              + "' is "
              + scalar.getValue()
              + "; it must be finite");
    }
  }

  /** Written so that NaN is not inside. */
  private static boolean spansInside(float center, float size) {
    return size > 0 && center - size / 2 >= -TOLERANCE && center + size / 2 <= 1 + TOLERANCE;
  }
}
