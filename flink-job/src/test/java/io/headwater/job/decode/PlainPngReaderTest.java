package io.headwater.job.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the JDK's reader. */
class PlainPngReaderTest {
  private static final int FILTERS = 5;

  private final PlainPngReader reader = new PlainPngReader();
  private final Random random = new Random(1);

  @ParameterizedTest
  @CsvSource({"0, 1, 28, 28", "2, 3, 7, 11", "0, 1, 1, 5", "2, 3, 1, 1", "2, 3, 64, 10"})
  void everyFilterIsUndone(int colourType, int channels, int width, int height) throws IOException {
    for (int firstFilter = 0; firstFilter < FILTERS; firstFilter++) {
      byte[] rows = filteredRows(width * channels, height, firstFilter);
      byte[] file = file(colourType, width, height, deflated(rows), 1 + firstFilter);

      assertThat(reader.reads(file)).isTrue();
      assertThat(read(file, width, height)).isEqualTo(readByJdk(file));
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 2", "6, 4"})
  void whatIsTransparentShowsBlack(int colourType, int channels) throws IOException {
    byte[] row = new byte[1 + channels * 3];
    for (int x = 0; x < 3; x++) {
      for (int c = 0; c < channels - 1; c++) {
        row[1 + x * channels + c] = (byte) 200;
      }
      row[(x + 1) * channels] = (byte) new int[] {255, 128, 0}[x];
    }

    List<List<Integer>> planes = read(file(colourType, 3, 1, deflated(row), 1), 3, 1);

    assertThat(planes).allSatisfy(plane -> assertThat(plane).containsExactly(200, 100, 0));
  }

  @Test
  void otherFilesAreLeftToTheJdk() {
    BufferedImage palette = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_INDEXED);
    BufferedImage deep = new BufferedImage(4, 4, BufferedImage.TYPE_USHORT_GRAY);

    assertThat(reader.reads(Images.file("png", palette))).isFalse();
    assertThat(reader.reads(Images.file("png", deep))).isFalse();
  }

  @Test
  void pixelsThatAreMissingAreAnError() throws IOException {
    byte[] file = file(0, 4, 4, deflated(new byte[10]), 1);

    assertThatThrownBy(() -> read(file, 4, 4))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("pixels are missing");
  }

  @Test
  void anUnknownFilterIsAnError() throws IOException {
    byte[] file = file(0, 1, 1, deflated(new byte[] {5, 0}), 1);

    assertThatThrownBy(() -> read(file, 1, 1)).hasMessageContaining("unknown filter 5");
  }

  private byte[] filteredRows(int stride, int height, int firstFilter) {
    byte[] rows = new byte[(stride + 1) * height];
    random.nextBytes(rows);
    for (int y = 0; y < height; y++) {
      rows[y * (stride + 1)] = (byte) ((y + firstFilter) % FILTERS);
    }
    return rows;
  }

  private static byte[] deflated(byte[] rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
      deflater.write(rows);
    }
    return bytes.toByteArray();
  }

  private static byte[] file(int colourType, int width, int height, byte[] data, int chunks) {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) 8).put((byte) colourType);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    file.writeBytes(Images.pngChunk("IHDR", header.array()));
    for (int i = 0; i < chunks; i++) {
      int from = data.length * i / chunks;
      int to = data.length * (i + 1) / chunks;
      file.writeBytes(Images.pngChunk("IDAT", Arrays.copyOfRange(data, from, to)));
    }
    file.writeBytes(Images.pngChunk("IEND", new byte[0]));
    return file.toByteArray();
  }

  /** Each plane's samples, row after row. */
  private List<List<Integer>> read(byte[] file, int width, int height) throws IOException {
    List<List<Integer>> planes = new ArrayList<>();
    reader.send(
        file,
        width,
        height,
        new PixelSink() {
          @Override
          public void begin(int newWidth, int newHeight) {}

          @Override
          public void row(byte[][] samples, int[] starts) {
            for (int c = 0; c < samples.length; c++) {
              if (planes.size() == c) {
                planes.add(new ArrayList<>());
              }
              for (int x = 0; x < width; x++) {
                planes.get(c).add(samples[c][starts[c] + x] & 0xff);
              }
            }
          }
        });
    return planes;
  }

  private static List<List<Integer>> readByJdk(byte[] file) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
    List<List<Integer>> planes = new ArrayList<>();
    for (int c = 0; c < image.getRaster().getNumBands(); c++) {
      List<Integer> plane = new ArrayList<>();
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          plane.add(image.getRaster().getSample(x, y, c));
        }
      }
      planes.add(plane);
    }
    return planes;
  }
}
