package io.headwater.learning.engine.plain;

import io.headwater.learning.model.Window;
import java.util.List;

/** The places of a window over maps of one size. */
final class PlainJavaWindow {
  private final Window window;
  private final int height;
  private final int width;
  private final int outHeight;
  private final int outWidth;

  PlainJavaWindow(Window window, List<Integer> input, List<Integer> output) {
    this.window = window;
    this.height = input.get(1);
    this.width = input.get(2);
    this.outHeight = output.get(1);
    this.outWidth = output.get(2);
  }

  /** What to do with a number that the window covers. */
  interface Cell {
    /**
     * @param inWindow its index in the window, row after row
     * @param inMap its index in the map
     */
    void visit(int inWindow, int inMap);
  }

  int mapSize() {
    return height * width;
  }

  /** How many places the window has. */
  int places() {
    return outHeight * outWidth;
  }

  /** All numbers that the window covers at that place, but those of the padding. */
  void at(int place, Cell cell) {
    int top = place / outWidth * window.rowStride() - window.rowPadding();
    int left = place % outWidth * window.columnStride() - window.columnPadding();
    for (int i = 0; i < window.height(); i++) {
      int row = top + i * window.rowDilation();
      for (int j = 0; j < window.width() && row >= 0 && row < height; j++) {
        int column = left + j * window.columnDilation();
        if (column >= 0 && column < width) {
          cell.visit(i * window.width() + j, row * width + column);
        }
      }
    }
  }
}
