package io.headwater.snapshots;

import io.headwater.learning.image.ImageResizer;
import io.headwater.learning.task.ImageShape;
import java.io.ByteArrayOutputStream;

/**
 * A batch of images, each brought to a model's input as the job brings those that it learns from
 * (schemas/PREPROCESSING.md). Not safe for use by several threads.
 */
public final class InputImages {
  private final ImageResizer resizer;
  private final ByteArrayOutputStream batch = new ByteArrayOutputStream();
  private int count;

  /**
   * An empty batch.
   *
   * @param model the one that is to score it
   */
  public InputImages(Manifest model) {
    resizer = new ImageResizer(model.provenance().input());
  }

  /**
   * Adds an image of any size, grey or in colours, whatever the model takes.
   *
   * @param pixels unsigned bytes [C, H, W]: plane after plane, row after row; copied
   * @param shape theirs; no side may be over 65,535
   * @throws IllegalArgumentException if there are more or fewer bytes, or a side is too long
   */
  public InputImages add(byte[] pixels, ImageShape shape) {
    batch.writeBytes(resizer.resize(pixels, shape));
    count++;
    return this;
  }

  /** Images that were added: N. */
  public int count() {
    return count;
  }

  /** Unsigned bytes [N, C, H, W] of the model's input, as {@link OnnxModel} takes them. */
  public byte[] toArray() {
    return batch.toByteArray();
  }
}
