package io.headwater.learning.augment;

/**
 * An affine map of the plane: x' = xx x + xy y + x0, y' = yx x + yy y + y0. In pixels, from the top
 * left corner of the image, so that the centre of the first pixel is at (0.5, 0.5).
 */
record Affine(double xx, double xy, double x0, double yx, double yy, double y0) {
  /** By an angle about a point; counter-clockwise as seen, as y points down. */
  static Affine rotation(double degrees, double centreX, double centreY) {
    double radians = StrictMath.toRadians(degrees);
    double cos = StrictMath.cos(radians);
    double sin = StrictMath.sin(radians);
    return new Affine(
        cos,
        sin,
        centreX - cos * centreX - sin * centreY,
        -sin,
        cos,
        centreY + sin * centreX - cos * centreY);
  }

  double x(double x, double y) {
    return xx * x + xy * y + x0;
  }

  double y(double x, double y) {
    return yx * x + yy * y + y0;
  }

  Affine inverse() {
    double determinant = xx * yy - xy * yx;
    double ixx = yy / determinant;
    double ixy = -xy / determinant;
    double iyx = -yx / determinant;
    double iyy = xx / determinant;
    return new Affine(ixx, ixy, -ixx * x0 - ixy * y0, iyx, iyy, -iyx * x0 - iyy * y0);
  }
}
