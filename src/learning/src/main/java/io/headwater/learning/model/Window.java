package io.headwater.learning.model;

import java.util.List;

/**
 * A window that slides over the rows and columns of feature maps [C, H, W].
 *
 * @param height rows of the window, from 1
 * @param width columns of the window, from 1
 * @param rowStride rows between two places of the window, from 1
 * @param columnStride columns, likewise
 * @param rowPadding rows added at the top, and at the bottom, from 0 to under the window's extent
 * @param columnPadding columns, likewise
 * @param rowDilation rows from one row of the window to its next, from 1
 * @param columnDilation columns, likewise
 * @param ceil whether a place counts that has only a part of the window inside, if it begins inside
 */
public record Window(
    int height,
    int width,
    int rowStride,
    int columnStride,
    int rowPadding,
    int columnPadding,
    int rowDilation,
    int columnDilation,
    boolean ceil) {
  public Window {
    requireAtLeast(1, Math.min(height, width), "a side");
    requireAtLeast(1, Math.min(rowStride, columnStride), "a stride");
    requireAtLeast(1, Math.min(rowDilation, columnDilation), "a dilation");
    requireAtLeast(0, Math.min(rowPadding, columnPadding), "a padding");
    if (rowPadding >= extent(height, rowDilation)
        || columnPadding >= extent(width, columnDilation)) {
      throw new IllegalArgumentException(
          "the padding of a window of %dx%d is %d and %d; it must be less than the window"
              .formatted(height, width, rowPadding, columnPadding));
    }
  }

  /** Square, without dilation, only where it fits as a whole. */
  public static Window square(int kernel, int stride, int padding) {
    return new Window(kernel, kernel, stride, stride, padding, padding, 1, 1, false);
  }

  /** With stride 1, padded such that the maps keep their size; both sides odd. */
  public static Window same(int height, int width) {
    return new Window(height, width, 1, 1, height / 2, width / 2, 1, 1, false);
  }

  public Window withDilation(int dilation) {
    return new Window(
        height,
        width,
        rowStride,
        columnStride,
        rowPadding,
        columnPadding,
        dilation,
        dilation,
        ceil);
  }

  /** Also where only a part of it fits. */
  public Window withCeil() {
    return new Window(
        height,
        width,
        rowStride,
        columnStride,
        rowPadding,
        columnPadding,
        rowDilation,
        columnDilation,
        true);
  }

  /** Numbers that it covers in one channel. */
  public int size() {
    return height * width;
  }

  /** Places in a column of so many rows. */
  int rows(int input) {
    return places(input, height, rowStride, rowPadding, rowDilation);
  }

  /** Places in a row of so many columns. */
  int columns(int input) {
    return places(input, width, columnStride, columnPadding, columnDilation);
  }

  /**
   * Rows that must be added at the bottom of so many; may be negative where the last are unread.
   */
  public int rowPaddingAfter(int input) {
    return (rows(input) - 1) * rowStride + extent(height, rowDilation) - input - rowPadding;
  }

  /** Columns that must be added at the right of so many, likewise. */
  public int columnPaddingAfter(int input) {
    return (columns(input) - 1) * columnStride
        + extent(width, columnDilation)
        - input
        - columnPadding;
  }

  /** Shape [channels, H, W] of what the window makes of maps [C, H, W]. */
  List<Integer> over(List<Integer> input, int channels) {
    Shapes.featureMap(input);
    if (input.get(1) + 2 * rowPadding < extent(height, rowDilation)
        || input.get(2) + 2 * columnPadding < extent(width, columnDilation)) {
      String size = height == width ? Integer.toString(height) : height + "x" + width;
      String padding =
          rowPadding == columnPadding
              ? Integer.toString(rowPadding)
              : rowPadding + "x" + columnPadding;
      throw new IllegalArgumentException(
          "a window of " + size + " with padding " + padding + " does not fit into " + input);
    }
    return List.of(channels, rows(input.get(1)), columns(input.get(2)));
  }

  /** Adds this window to a layer's description: what all windows once had is left out. */
  LayerDescription describe(LayerDescription layer) {
    LayerDescription described =
        layer
            .with("kernel", height, width)
            .with("stride", rowStride, columnStride)
            .with("padding", rowPadding, columnPadding);
    if (rowDilation != 1 || columnDilation != 1) {
      described = described.with("dilation", rowDilation, columnDilation);
    }
    return ceil ? described.with("ceil", true) : described;
  }

  private int places(int input, int side, int stride, int padding, int dilation) {
    int free = input + 2 * padding - extent(side, dilation);
    int places = (free + (ceil ? stride - 1 : 0)) / stride + 1;
    // The last place must begin inside of the map or the padding before it.
    return ceil && (places - 1) * stride >= input + padding ? places - 1 : places;
  }

  private static int extent(int side, int dilation) {
    return (side - 1) * dilation + 1;
  }

  private static void requireAtLeast(int least, int value, String what) {
    if (value < least) {
      throw new IllegalArgumentException(
          what + " of a window is " + value + "; it must be " + least + " or more");
    }
  }
}
