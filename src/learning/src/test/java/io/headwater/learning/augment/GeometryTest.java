package io.headwater.learning.augment;

import static io.headwater.learning.augment.Pictures.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.task.ImageShape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What moves pixels moves masks and boxes with them. */
class GeometryTest {
  private static final ImageShape THREE = new ImageShape(1, 3, 3);
  private static final byte[] DIGITS = bytes(1, 2, 3, 4, 5, 6, 7, 8, 9);
  private static final ImageShape COLOUR = new ImageShape(3, 13, 17);
  private static final RandomGenerator NONE = new SplittableRandom(0);
  private static final Box BOX = new Box(0.125, 0.25, 0.5, 0.75);

  @Test
  void flipsMirrorsAndQuarterTurnsPutEveryPixelWhereItBelongs() {
    assertThat(of(new HorizontalFlip()).pixels(DIGITS)).containsExactly(3, 2, 1, 6, 5, 4, 9, 8, 7);
    assertThat(of(new VerticalFlip()).pixels(DIGITS)).containsExactly(7, 8, 9, 4, 5, 6, 1, 2, 3);
    assertThat(of(new Mirror()).pixels(DIGITS)).containsExactly(1, 4, 7, 2, 5, 8, 3, 6, 9);
    assertThat(Rotate.by(90, THREE).pixels(DIGITS)).containsExactly(3, 6, 9, 2, 5, 8, 1, 4, 7);
    assertThat(Rotate.by(-90, THREE).pixels(DIGITS)).containsExactly(7, 4, 1, 8, 5, 2, 9, 6, 3);
    assertThat(Rotate.by(180, THREE).pixels(DIGITS)).containsExactly(9, 8, 7, 6, 5, 4, 3, 2, 1);
  }

  private static Change of(Transform transform) {
    return transform.choose(THREE, NONE);
  }

  @Test
  void boxesGoWithThem() {
    assertThat(of(new HorizontalFlip()).box(BOX)).contains(new Box(0.5, 0.25, 0.875, 0.75));
    assertThat(of(new VerticalFlip()).box(BOX)).contains(new Box(0.125, 0.25, 0.5, 0.75));
    assertThat(of(new Mirror()).box(BOX)).contains(new Box(0.25, 0.125, 0.75, 0.5));
    assertClose(Rotate.by(90, THREE).box(BOX).orElseThrow(), new Box(0.25, 0.5, 0.75, 0.875));
  }

  @ParameterizedTest
  @MethodSource("involutions")
  void twiceIsNothing(Transform transform) {
    ImageShape square = new ImageShape(3, 17, 17);
    ImageShape shape = transform instanceof Mirror ? square : COLOUR;
    byte[] pixels = Pictures.random(shape, 1);
    Change change = transform.choose(shape, NONE);
    assertThat(change.pixels(change.pixels(pixels))).isEqualTo(pixels);
    assertThat(change.box(change.box(BOX).orElseThrow())).contains(BOX);
  }

  static Stream<Transform> involutions() {
    return Stream.of(new HorizontalFlip(), new VerticalFlip(), new Mirror());
  }

  @Test
  void aHalfTurnIsBothFlips() {
    byte[] pixels = Pictures.random(COLOUR, 2);
    byte[] flipped =
        new VerticalFlip()
            .choose(COLOUR, NONE)
            .pixels(new HorizontalFlip().choose(COLOUR, NONE).pixels(pixels));
    assertThat(Rotate.by(180, COLOUR).pixels(pixels)).isEqualTo(flipped);
  }

  @Test
  void aCropOfEverythingIsTheImage() {
    byte[] pixels = Pictures.random(COLOUR, 3);
    Change change = new CropAndScale(new Region(1, 1, 0.5)).choose(COLOUR, new SplittableRandom(4));
    assertThat(change.pixels(pixels)).isEqualTo(pixels);
    assertThat(change.mask(new byte[COLOUR.pixels()])).containsOnly(0);
    assertThat(change.box(BOX)).contains(BOX);
  }

  /** Centres of pixels lie a quarter to either side of those of the larger ones. */
  @Test
  void aQuarterIsStretchedByInterpolation() {
    ImageShape row = new ImageShape(1, 1, 4);
    Change change = CropAndScale.to(new Box(0.5, 0, 1, 1), row);
    assertThat(change.pixels(bytes(0, 40, 80, 160))).isEqualTo(bytes(70, 100, 140, 160));
    assertThat(change.mask(bytes(0, 1, 0, 1))).isEqualTo(bytes(0, 0, 1, 1));
  }

  @Test
  void beyondTheBorderImagesGoOnAndMasksHaveNoEdge() {
    Warp aside = new Warp(THREE, new Affine(1, 0, -2, 0, 1, 0));
    assertThat(aside.pixels(DIGITS)).containsExactly(1, 1, 1, 4, 4, 4, 7, 7, 7);
    assertThat(aside.mask(bytes(1, 0, 1, 1, 1, 0, 0, 0, 0)))
        .containsExactly(0, 0, 1, 0, 0, 1, 0, 0, 0);
  }

  @Test
  void anObjectOfWhichLessThanAQuarterIsLeftCountsAsAbsent() {
    ImageShape shape = new ImageShape(1, 10, 10);
    Box left = new Box(0.2, 0.2, 0.4, 0.6);
    assertThat(CropAndScale.to(new Box(0.3, 0, 1, 1), shape).box(left)).isPresent();
    assertThat(CropAndScale.to(new Box(0.34, 0, 1, 1), shape).box(left)).isPresent();
    assertThat(CropAndScale.to(new Box(0.36, 0, 1, 1), shape).box(left)).isEmpty();
    assertThat(CropAndScale.to(new Box(0.5, 0, 1, 1), shape).box(left)).isEmpty();
    assertClose(
        CropAndScale.to(new Box(0.3, 0, 0.8, 0.5), shape).box(left).orElseThrow(),
        new Box(0, 0.4, 0.2, 1));
  }

  @Test
  void mirrorsAreOfSquareImages() {
    assertThatThrownBy(() -> new Mirror().requireFits(COLOUR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("images of 3x13x17 can't be mirrored at the diagonal");
  }

  /** A white rectangle, found again by its white pixels. */
  @ParameterizedTest
  @MethodSource("moving")
  void aBoxStaysAroundItsRectangle(Transform transform) {
    for (ImageShape shape : List.of(new ImageShape(1, 48, 48), new ImageShape(3, 40, 60))) {
      LongStream.range(0, 200).forEach(seed -> assertFollows(transform, shape, seed));
    }
  }

  static Stream<Transform> moving() {
    return Stream.of(
        new Rotate(180),
        new Rotate(15),
        new CropAndScale(new Region(0.4, 1, 0.75)),
        new HorizontalFlip(),
        new VerticalFlip());
  }

  private static void assertFollows(Transform transform, ImageShape shape, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    int left = random.nextInt(shape.width() / 4, shape.width() / 2);
    int top = random.nextInt(shape.height() / 4, shape.height() / 2);
    int right = left + random.nextInt(4, shape.width() / 4);
    int bottom = top + random.nextInt(4, shape.height() / 4);
    Change change = transform.choose(shape, random);
    byte[] changed = change.pixels(Pictures.rectangle(shape, left, top, right, bottom));
    change
        .box(
            new Box(
                (double) left / shape.width(),
                (double) top / shape.height(),
                (double) right / shape.width(),
                (double) bottom / shape.height()))
        .ifPresent(box -> assertAround(box, changed, shape));
  }

  private static void assertAround(Box box, byte[] pixels, ImageShape shape) {
    int left = shape.width();
    int top = shape.height();
    int right = 0;
    int bottom = 0;
    for (int i = 0; i < shape.pixels(); i++) {
      if ((pixels[i] & 0xff) >= 64) {
        left = Math.min(left, i % shape.width());
        right = Math.max(right, i % shape.width() + 1);
        top = Math.min(top, i / shape.width());
        bottom = Math.max(bottom, i / shape.width() + 1);
      }
    }
    assertThat(box.left() * shape.width()).isCloseTo(left, within(1.0));
    assertThat(box.right() * shape.width()).isCloseTo(right, within(1.0));
    assertThat(box.top() * shape.height()).isCloseTo(top, within(1.0));
    assertThat(box.bottom() * shape.height()).isCloseTo(bottom, within(1.0));
  }

  /** An edge of the width of a pixel has no gap, whatever the angle. */
  @Test
  void aThinEdgeSurvivesARotation() {
    ImageShape shape = new ImageShape(1, 31, 31);
    byte[] line = new byte[shape.pixels()];
    for (int x = 5; x < 26; x++) {
      line[15 * shape.width() + x] = 1;
    }
    for (int degrees = -45; degrees <= 45; degrees += 5) {
      byte[] mask = Rotate.by(degrees, shape).mask(line);
      for (int x = 9; x < 22; x++) {
        int column = x;
        assertThat(LongStream.range(0, 31).filter(y -> mask[(int) y * 31 + column] == 1).count())
            .as("column %d at %d degrees", x, degrees)
            .isBetween(1L, 2L);
      }
    }
  }

  private static void assertClose(Box actual, Box expected) {
    assertThat(actual.left()).isCloseTo(expected.left(), within(1e-9));
    assertThat(actual.top()).isCloseTo(expected.top(), within(1e-9));
    assertThat(actual.right()).isCloseTo(expected.right(), within(1e-9));
    assertThat(actual.bottom()).isCloseTo(expected.bottom(), within(1e-9));
  }
}
