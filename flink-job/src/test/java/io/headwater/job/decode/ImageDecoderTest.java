package io.headwater.job.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.task.ImageShape;
import io.headwater.schema.EncodedImage;
import io.headwater.schema.ImageFormat;
import io.headwater.schema.RawImage;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  @Test
  void anImageOfTheInputsSizeIsLeftAsItIs() throws UnacceptableException {
    assertThat(decode(new ImageShape(1, 2, 3), Images.raw(3, 2, 1, 1, 2, 3, 4, 5, 255)))
        .containsExactly(1, 2, 3, 4, 5, 255);
  }

  /** As Avro's decoder hands them out: a piece of the event's own bytes. */
  @Test
  void theBytesOfAnImageMayLieAnywhereInAnArray() throws UnacceptableException {
    byte[] png = Images.file("png", Images.row(BufferedImage.TYPE_BYTE_GRAY, new int[] {9}));
    ImageDecoder decoder = new ImageDecoder(new ImageShape(1, 1, 1), Events.LIMITS);
    assertThat(decoder.decode("image", Images.png(png)).pixels()).containsExactly(9);
    EncodedImage encoded = new EncodedImage(ImageFormat.PNG, inTheMiddle(png));
    assertThat(decoder.decode("image", encoded).pixels()).containsExactly(9);
    RawImage raw = new RawImage(1, 1, 1, inTheMiddle(new byte[] {9}));
    assertThat(decoder.decode("image", raw).pixels()).containsExactly(9);
  }

  /** Behind two bytes that the buffer does not have, and three that it has left behind. */
  private static ByteBuffer inTheMiddle(byte[] bytes) {
    byte[] more = new byte[bytes.length + 10];
    System.arraycopy(bytes, 0, more, 5, bytes.length);
    return ByteBuffer.wrap(more).position(2).slice().position(3).limit(3 + bytes.length);
  }

  @Test
  void planesStayPlanes() throws UnacceptableException {
    assertThat(decode(new ImageShape(3, 1, 2), Images.raw(2, 1, 3, 1, 2, 3, 4, 5, 6)))
        .containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void rgbBecomesGreyByItsLuma() throws UnacceptableException {
    // 0.299 x 100 + 0.587 x 150 + 0.114 x 200 = 140.75
    assertThat(
            decode(
                new ImageShape(1, 1, 4),
                Images.raw(4, 1, 3, 255, 0, 0, 100, 0, 255, 0, 150, 0, 0, 255, 200)))
        .containsExactly(76, 150, 29, 141);
  }

  @Test
  void greyBecomesRgbByCopying() throws UnacceptableException {
    assertThat(decode(new ImageShape(3, 1, 2), Images.raw(2, 1, 1, 9, 200)))
        .containsExactly(9, 200, 9, 200, 9, 200);
  }

  @Test
  void shrinkingTakesTheMeanOfWhatAPixelCovers() throws UnacceptableException {
    assertThat(decode(new ImageShape(1, 1, 2), Images.raw(4, 2, 1, 10, 20, 0, 100, 30, 40, 0, 101)))
        .containsExactly(25, 50);
  }

  @Test
  void aPixelThatIsCoveredInPartCountsInPart() throws UnacceptableException {
    // 3 to 2: (30 + 60 / 2) / 1.5 = 40 and (60 / 2 + 120) / 1.5 = 100
    assertThat(decode(new ImageShape(1, 1, 2), Images.raw(3, 1, 1, 30, 60, 120)))
        .containsExactly(40, 100);
  }

  @Test
  void growingInterpolatesBetweenPixelCentres() throws UnacceptableException {
    // The centres of 4 pixels lie at -0.25, 0.25, 0.75 and 1.25 among those of 2.
    assertThat(decode(new ImageShape(1, 1, 4), Images.raw(2, 1, 1, 0, 100)))
        .containsExactly(0, 25, 75, 100);
  }

  @Test
  void oneSideMayShrinkWhileTheOtherGrows() throws UnacceptableException {
    assertThat(decode(new ImageShape(1, 4, 1), Images.raw(2, 2, 1, 0, 20, 100, 120)))
        .containsExactly(10, 35, 85, 110);
  }

  @Test
  void aConstantImageStaysConstantAtAnySize() throws UnacceptableException {
    for (int side = 1; side < 80; side++) {
      int[] values = new int[side * (80 - side)];
      Arrays.fill(values, 255);
      assertThat(decode(new ImageShape(1, 28, 28), Images.raw(side, 80 - side, 1, values)))
          .containsOnly(255);
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB
      })
  void pngColoursAreReadAsTheyAre(int type) throws UnacceptableException {
    BufferedImage image = new BufferedImage(2, 1, type);
    image.setRGB(0, 0, 0xff010203);
    image.setRGB(1, 0, 0xfffefdfc);
    assertThat(decode(new ImageShape(3, 1, 2), Images.png(image)))
        .containsExactly(1, 0xfe, 2, 0xfd, 3, 0xfc);
  }

  @Test
  void greyPngIsReadWithoutColourManagement() throws UnacceptableException {
    BufferedImage image =
        Images.row(BufferedImage.TYPE_BYTE_GRAY, new int[] {0}, new int[] {100}, new int[] {255});
    assertThat(decode(new ImageShape(1, 1, 3), Images.png(image))).containsExactly(0, 100, 255);
  }

  @Test
  void sixteenBitsAreRoundedToEight() throws UnacceptableException {
    BufferedImage image =
        Images.row(
            BufferedImage.TYPE_USHORT_GRAY,
            new int[] {0},
            new int[] {128},
            new int[] {129},
            new int[] {65535});
    assertThat(decode(new ImageShape(1, 1, 4), Images.png(image))).containsExactly(0, 0, 1, 255);
  }

  @Test
  void whatIsTransparentShowsBlack() throws UnacceptableException {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0xffc86432);
    image.setRGB(1, 0, 0x80c86432);
    image.setRGB(2, 0, 0x00c86432);
    assertThat(decode(new ImageShape(3, 1, 3), Images.png(image)))
        .containsExactly(200, 100, 0, 100, 50, 0, 50, 25, 0);
  }

  @Test
  void greyWithAlphaIsRead() throws UnacceptableException {
    ComponentColorModel colors =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            true,
            false,
            Transparency.TRANSLUCENT,
            DataBuffer.TYPE_BYTE);
    BufferedImage image =
        new BufferedImage(colors, colors.createCompatibleWritableRaster(2, 1), false, null);
    image.getRaster().setPixel(0, 0, new int[] {77, 255});
    image.getRaster().setPixel(1, 0, new int[] {77, 0});
    assertThat(decode(new ImageShape(1, 1, 2), Images.png(image))).containsExactly(77, 0);
  }

  @Test
  void palettesAreLookedUp() throws UnacceptableException {
    byte[] red = {10, 0, 0};
    byte[] green = {0, 20, 0};
    byte[] blue = {0, 0, 30};
    IndexColorModel palette = new IndexColorModel(2, 3, red, green, blue);
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
    for (int x = 0; x < 3; x++) {
      image.getRaster().setSample(x, 0, 0, x);
    }
    assertThat(decode(new ImageShape(3, 1, 3), Images.png(image)))
        .containsExactly(10, 0, 0, 0, 20, 0, 0, 0, 30);
  }

  @Test
  void bitsAreBlackAndWhite() throws UnacceptableException {
    BufferedImage image =
        Images.row(BufferedImage.TYPE_BYTE_BINARY, new int[] {1}, new int[] {0}, new int[] {1});
    assertThat(decode(new ImageShape(1, 1, 3), Images.png(image))).containsExactly(255, 0, 255);
  }

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_3BYTE_BGR})
  void jpegIsReadToWithinItsLoss(int type) throws UnacceptableException {
    BufferedImage image = new BufferedImage(16, 16, type);
    for (int i = 0; i < 256; i++) {
      image.setRGB(i % 16, i / 16, 0xff808080);
    }
    int expected = image.getRaster().getSample(5, 5, 0);
    for (byte pixel : decode(new ImageShape(3, 16, 16), Images.jpeg(image))) {
      assertThat(pixel & 0xff).isCloseTo(expected, within(3));
    }
  }

  @Test
  void aThinEdgeSurvivesShrinking() throws UnacceptableException {
    RawImage mask = Images.raw(6, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0);
    assertThat(decodeMask(new ImageShape(1, 1, 3), mask)).containsExactly(0, 1, 0);
  }

  @Test
  void anEdgeOnTheBorderOfTwoPixelsMarksBoth() throws UnacceptableException {
    assertThat(decodeMask(new ImageShape(1, 1, 2), Images.raw(3, 1, 1, 0, 255, 0)))
        .containsExactly(1, 1);
  }

  @Test
  void aMaskGrowsByItsNearestPixels() throws UnacceptableException {
    assertThat(decodeMask(new ImageShape(1, 2, 5), Images.raw(2, 1, 1, 0, 255)))
        .containsExactly(0, 0, 1, 1, 1, 0, 0, 1, 1, 1);
  }

  @Test
  void aMaskIsCutInTheMiddle() throws UnacceptableException {
    assertThat(decodeMask(new ImageShape(1, 1, 4), Images.raw(4, 1, 1, 0, 127, 128, 255)))
        .containsExactly(0, 0, 1, 1);
  }

  private static byte[] decode(ImageShape input, Object image) throws UnacceptableException {
    return new ImageDecoder(input, Events.LIMITS).decode("image", image).pixels();
  }

  private static byte[] decodeMask(ImageShape input, RawImage mask) throws UnacceptableException {
    DecodedImage image = new DecodedImage(mask.getWidth(), mask.getHeight(), new byte[0]);
    return new ImageDecoder(input, Events.LIMITS).decodeMask("mask", mask, image);
  }
}
