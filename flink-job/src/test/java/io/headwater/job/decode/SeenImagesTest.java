package io.headwater.job.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.job.config.LimitsConfig;
import io.headwater.learning.task.ImageShape;
import io.headwater.schema.EncodedImage;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images are taken as they are seen, whatever way their rows are stored, and without profile. */
class SeenImagesTest {
  private static final int APP1 = 0xe1;
  private static final int APP2 = 0xe2;

  @ParameterizedTest
  @CsvSource({
    "1, abc def",
    "2, cba fed",
    "3, fed cba",
    "4, def abc",
    "5, ad be cf",
    "6, da eb fc",
    "7, fc eb da",
    "8, cf be ad"
  })
  void aPngIsSeenAsItsTagSays(int tag, String seen) throws UnacceptableException {
    byte[] file =
        PngFiles.of(3, 2, 8, 0)
            .chunk("eXIf", tiff(ByteOrder.BIG_ENDIAN, tag))
            .rows(8, new int[] {'a', 'b', 'c'}, new int[] {'d', 'e', 'f'});
    int height = seen.split(" ").length;
    int width = 6 / height;

    DecodedImage image = decode(new ImageShape(1, height, width), Images.png(file));

    assertThat(image.width()).isEqualTo(width);
    assertThat(image.height()).isEqualTo(height);
    assertThat(new String(image.pixels(), StandardCharsets.US_ASCII))
        .isEqualTo(seen.replace(" ", ""));
  }

  @ParameterizedTest
  @CsvSource({"BIG_ENDIAN", "LITTLE_ENDIAN"})
  void aJpegIsSeenAsItsTagSays(String order) throws UnacceptableException {
    byte[] tiff = tiff(order.startsWith("B") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, 6);
    EncodedImage turned = Images.jpeg(withSegment(jpeg(darkOnTheLeft()), APP1, "Exif\0\0", tiff));

    DecodedImage image = decode(new ImageShape(1, 2, 1), turned);

    assertThat(image.width()).isEqualTo(8);
    assertThat(image.height()).isEqualTo(16);
    // Turned to the right, what was left is above.
    assertThat(image.pixels()[0] & 0xff).isLessThan(60);
    assertThat(image.pixels()[1] & 0xff).isGreaterThan(200);
  }

  @Test
  void theFirstTagCounts() throws UnacceptableException {
    byte[] second = withSegment(jpeg(darkOnTheLeft()), APP1, "Exif\0\0", tiff(6));
    byte[] both = withSegment(second, APP1, "Exif\0\0", tiff(2));

    assertThat(decode(new ImageShape(1, 1, 2), Images.jpeg(both)).width()).isEqualTo(16);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 65_535})
  void anImpossibleTagIsPassedOver(int tag) throws UnacceptableException {
    byte[] file = withSegment(jpeg(darkOnTheLeft()), APP1, "Exif\0\0", tiff(tag));

    assertThat(decode(new ImageShape(1, 1, 2), Images.jpeg(file)))
        .usingRecursiveComparison()
        .isEqualTo(decode(new ImageShape(1, 1, 2), Images.jpeg(jpeg(darkOnTheLeft()))));
  }

  @Test
  void exifThatIsDamagedAnywhereIsPassedOver() throws UnacceptableException {
    byte[] whole = tiff(6);
    for (int length = 0; length < whole.length - 4; length++) {
      byte[] file =
          withSegment(jpeg(darkOnTheLeft()), APP1, "Exif\0\0", Arrays.copyOf(whole, length));
      assertThat(decode(new ImageShape(1, 1, 2), Images.jpeg(file)).width())
          .as("cut to %d bytes", length)
          .isEqualTo(16);
    }
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      byte[] file = PngFiles.of(2, 1, 8, 0).chunk("eXIf", damaged).rows(8, new int[] {1, 2});
      assertThat(decode(new ImageShape(1, 1, 2), Images.png(file)).pixels()).hasSize(2);
    }
  }

  @Test
  void aMaskIsComparedWithTheImageAsBothAreSeen() throws UnacceptableException {
    ImageDecoder decoder = new ImageDecoder(new ImageShape(1, 3, 2), Events.LIMITS);
    DecodedImage turned = decoder.decode("image", Images.png(grey(3, 2, 6)));

    assertThat(decoder.decodeMask("mask", Images.raw(2, 3, 1, 0, 255, 0, 0, 0, 0), turned))
        .containsExactly(0, 1, 0, 0, 0, 0);
    assertThat(decoder.decodeMask("mask", Images.png(grey(3, 2, 8)), turned)).hasSize(6);
    assertThatThrownBy(() -> decoder.decodeMask("mask", Images.png(grey(3, 2, 1)), turned))
        .hasMessage("mask is 3 x 2 pixels; it must be 2 x 3, as the image is");
  }

  @Test
  void anImageOverTheLimitIsRejectedBeforeItsTagIsRead() {
    ImageDecoder decoder = new ImageDecoder(new ImageShape(1, 3, 2), new LimitsConfig(5, 1000));
    byte[] damagedAfterTheHeader = Arrays.copyOf(grey(3, 2, 6), 40);

    assertThatThrownBy(() -> decoder.decode("image", Images.png(damagedAfterTheHeader)))
        .hasMessageContaining("image is 3 x 2 pixels; limits.maxImagePixels allows 5");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aJpegsProfileChangesNoPixel(int channels) throws UnacceptableException {
    byte[] profile =
        ICC_Profile.getInstance(channels == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_LINEAR_RGB)
            .getData();
    byte[] plain = jpeg(channels == 1 ? Images.grey(16, 8) : colours());
    byte[] one = withSegment(plain, APP2, "ICC_PROFILE\0\1\1", profile);
    byte[] second =
        withSegment(
            plain, APP2, "ICC_PROFILE\0\2\2", Arrays.copyOfRange(profile, 300, profile.length));
    byte[] two = withSegment(second, APP2, "ICC_PROFILE\0\1\2", Arrays.copyOf(profile, 300));
    byte[] damaged = withSegment(plain, APP2, "ICC_PROFILE\0\1\1", new byte[9]);

    byte[] pixels = decode(new ImageShape(3, 8, 16), Images.jpeg(plain)).pixels();

    for (byte[] file : new byte[][] {one, two, damaged}) {
      assertThat(decode(new ImageShape(3, 8, 16), Images.jpeg(file)).pixels()).isEqualTo(pixels);
    }
  }

  /** The JDK's reader goes on to an image after such a file, and applies its profile. */
  @Test
  void aJpegThatEndsBeforeItsFirstScanIsRefusedWhateverFollows() {
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9});
    file.writeBytes(withSegment(jpeg(colours()), APP2, "ICC_PROFILE\0\1\1", profile));

    assertThatThrownBy(() -> decode(new ImageShape(3, 8, 16), Images.jpeg(file.toByteArray())))
        .isInstanceOf(UnacceptableException.class)
        .hasMessage(
            "image cannot be read as JPEG: it ends before its first scan, at byte 2; send a whole"
                + " file of one still image");
  }

  /** What libjpeg passes over without a warning does not hide a segment. */
  @ParameterizedTest
  @ValueSource(strings = {"ff", "ffff", "ff01", "ffd0"})
  void aProfileIsFoundWhateverComesBeforeIt(String hex) throws UnacceptableException {
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    byte[] plain = jpeg(colours());
    byte[] file = withSegment(plain, APP2, "ICC_PROFILE\0\1\1", profile);
    int at = 4 + ((file[4] & 0xff) << 8 | file[5] & 0xff);
    ByteArrayOutputStream hidden = new ByteArrayOutputStream();
    hidden.write(file, 0, at);
    hidden.writeBytes(HexFormat.of().parseHex(hex));
    hidden.write(file, at, file.length - at);

    assertThat(decode(new ImageShape(3, 8, 16), Images.jpeg(hidden.toByteArray())).pixels())
        .isEqualTo(decode(new ImageShape(3, 8, 16), Images.jpeg(plain)).pixels());
  }

  private static DecodedImage decode(ImageShape input, EncodedImage image)
      throws UnacceptableException {
    return new ImageDecoder(input, Events.LIMITS).decode("image", image);
  }

  private static byte[] grey(int width, int height, int tag) {
    int[][] rows = new int[height][width];
    return PngFiles.of(width, height, 8, 0).chunk("eXIf", tiff(tag)).rows(8, rows);
  }

  private static byte[] jpeg(BufferedImage image) {
    return Images.file("jpeg", image);
  }

  private static BufferedImage darkOnTheLeft() {
    BufferedImage image = new BufferedImage(16, 8, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 64; i++) {
      image.getRaster().setSample(8 + i % 8, i / 8, 0, 250);
    }
    return image;
  }

  private static BufferedImage colours() {
    BufferedImage image = new BufferedImage(16, 8, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < 128; i++) {
      image.setRGB(i % 16, i / 16, i * 0x010301 + 0x203000);
    }
    return image;
  }

  /** The file with a segment put in after its first one, which is JFIF's. */
  private static byte[] withSegment(byte[] jpeg, int type, String start, byte[] data) {
    int at = 4 + ((jpeg[4] & 0xff) << 8 | jpeg[5] & 0xff);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(jpeg, 0, at);
    int length = 2 + start.length() + data.length;
    file.writeBytes(new byte[] {(byte) 0xff, (byte) type, (byte) (length >> 8), (byte) length});
    file.writeBytes(start.getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(data);
    file.write(jpeg, at, jpeg.length - at);
    return file.toByteArray();
  }

  private static byte[] tiff(int tag) {
    return tiff(ByteOrder.LITTLE_ENDIAN, tag);
  }

  /** A directory of a width and an orientation. */
  private static byte[] tiff(ByteOrder order, int tag) {
    ByteBuffer tiff = ByteBuffer.allocate(38).order(order);
    tiff.put((byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I'));
    tiff.put((byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I'));
    tiff.putShort((short) 42).putInt(8).putShort((short) 2);
    tiff.putShort((short) 0x0100).putShort((short) 3).putInt(1).putInt(0);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) tag);
    return tiff.array();
  }
}
