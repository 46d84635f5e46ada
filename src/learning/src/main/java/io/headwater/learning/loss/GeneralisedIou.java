package io.headwater.learning.loss;

/**
 * 1 - GIoU, from 0 to 2: with U the union of both boxes and C the smallest box around both, GIoU =
 * intersection / U - (C - U) / C. It has a gradient where the boxes are disjoint, too. Rezatofighi
 * et al., "Generalized intersection over union", 2019.
 */
public record GeneralisedIou() implements BoxLoss {
  /** As in Carion et al., "End-to-end object detection with transformers", 2020. */
  @Override
  public double usualWeight() {
    return 2;
  }

  @Override
  public double evaluate(double[] box, float[] label, double[] slopes) {
    Span across = Span.of(box[0], box[2], label[1], label[3]);
    Span down = Span.of(box[1], box[3], label[2], label[4]);
    boolean disjoint = across.overlap() <= 0 || down.overlap() <= 0;
    double intersection = disjoint ? 0 : across.overlap() * down.overlap();
    double union = box[2] * box[3] + (double) label[3] * label[4] - intersection;
    double around = across.hull() * down.hull();
    double onIntersection = -1 / union;
    double onUnion = intersection / (union * union) - 1 / around;
    double onAround = union / (around * around);
    double onOverlap = disjoint ? 0 : onIntersection - onUnion;
    across.slopes(0, onOverlap * down.overlap(), onAround * down.hull(), slopes);
    down.slopes(1, onOverlap * across.overlap(), onAround * across.hull(), slopes);
    slopes[2] += onUnion * box[3];
    slopes[3] += onUnion * box[2];
    return 2 - intersection / union - union / around;
  }

  /** Box and label along one axis. */
  private record Span(double from, double to, double labelFrom, double labelTo) {
    static Span of(double center, double size, double labelCenter, double labelSize) {
      return new Span(
          center - size / 2,
          center + size / 2,
          labelCenter - labelSize / 2,
          labelCenter + labelSize / 2);
    }

    /** Under 0 where they are apart. */
    double overlap() {
      return Math.min(to, labelTo) - Math.max(from, labelFrom);
    }

    double hull() {
      return Math.max(to, labelTo) - Math.min(from, labelFrom);
    }

    /** Puts the slopes on centre and size, which follow from those on overlap and hull. */
    void slopes(int axis, double onOverlap, double onHull, double[] slopes) {
      double onFrom = from > labelFrom ? -onOverlap : -onHull;
      double onTo = to < labelTo ? onOverlap : onHull;
      slopes[axis] = onFrom + onTo;
      slopes[axis + 2] = (onTo - onFrom) / 2;
    }
  }
}
