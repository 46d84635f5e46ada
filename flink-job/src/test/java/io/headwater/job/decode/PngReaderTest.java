package io.headwater.job.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the JDK's reader where that reads right, against numbers written down elsewhere. */
class PngReaderTest {
  private static final int FILTERS = 5;

  private final PngReader reader = new PngReader();
  private final Random random = new Random(1);

  @ParameterizedTest
  @CsvSource({
    "0, 1, 28, 28",
    "2, 3, 7, 11",
    "0, 1, 1, 5",
    "2, 3, 1, 1",
    "2, 3, 64, 10",
    "2, 3, 300, 200"
  })
  void everyFilterIsUndone(int colourType, int channels, int width, int height)
      throws IOException, UnacceptableException {
    for (int firstFilter = 0; firstFilter < FILTERS; firstFilter++) {
      byte[] rows = filteredRows(width * channels, height, firstFilter);
      byte[] file = PngFiles.of(width, height, 8, colourType).filtered(rows, 1 + firstFilter);

      assertThat(read(file, width)).isEqualTo(readByJdk(file));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "8, 8", "3, 5", "33, 17", "2, 1", "1, 9"})
  void interlacedRowsGoWhereTheyBelong(int width, int height)
      throws IOException, UnacceptableException {
    byte[] rows = interlacedRows(width, height);
    byte[] file = PngFiles.interlaced(width, height, 8, 2).filtered(rows, 2);

    assertThat(read(file, width)).isEqualTo(readByJdk(file));
  }

  @ParameterizedTest
  @CsvSource({"1, 255, 0", "2, 85, 170", "4, 17, 34"})
  void fewerBitsFillTheRange(int depth, int one, int two)
      throws IOException, UnacceptableException {
    int full = (1 << depth) - 1;
    byte[] file = PngFiles.of(4, 1, depth, 0).rows(depth, new int[] {0, 1, 2 & full, full});

    assertThat(read(file, 4)).containsExactly(List.of(0, one, two, 255));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void sixteenBitsAreRounded(int colourType) throws IOException, UnacceptableException {
    int[] row = {0, 128, 129, 0x8000, 0xff7e, 0xff7f};
    int width = colourType == 0 ? 6 : 2;
    byte[] file = PngFiles.of(width, 1, 16, colourType).rows(16, row);

    List<List<Integer>> planes = read(file, width);

    // 255 / 65535 = 1 / 257
    assertThat(planes)
        .isEqualTo(
            colourType == 0
                ? List.of(List.of(0, 0, 1, 128, 254, 255))
                : List.of(List.of(0, 128), List.of(0, 254), List.of(1, 255)));
  }

  @ParameterizedTest
  @CsvSource({"4, 8", "4, 16", "6, 8", "6, 16"})
  void whatIsTransparentShowsBlack(int colourType, int depth)
      throws IOException, UnacceptableException {
    int colours = colourType == 4 ? 1 : 3;
    int unit = depth == 8 ? 1 : 257;
    int[] row = new int[3 * (colours + 1)];
    for (int x = 0; x < 3; x++) {
      for (int c = 0; c < colours; c++) {
        row[x * (colours + 1) + c] = (200 + c) * unit;
      }
      row[x * (colours + 1) + colours] = new int[] {255, 128, 0}[x] * unit;
    }

    List<List<Integer>> planes = read(PngFiles.of(3, 1, depth, colourType).rows(depth, row), 3);

    assertThat(planes).hasSize(colours);
    assertThat(planes.get(0)).containsExactly(200, 100, 0);
    assertThat(planes.get(colours - 1)).containsExactly(199 + colours, colours == 1 ? 100 : 101, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 16})
  void theGreyThatIsNamedTransparentShowsBlackAndNoOther(int depth)
      throws IOException, UnacceptableException {
    int full = (1 << depth) - 1;
    byte[] file =
        PngFiles.of(3, 1, depth, 0)
            .chunk("tRNS", full >> 8, full & 0xff)
            .rows(depth, new int[] {full, full / 3, full});

    assertThat(read(file, 3)).containsExactly(List.of(0, depth == 1 ? 0 : 85, 0));
  }

  @Test
  void twoBitsOfGreyWithATransparentOneKeepTheOthers() throws IOException, UnacceptableException {
    byte[] file = PngFiles.of(4, 1, 2, 0).chunk("tRNS", 0, 2).rows(2, new int[] {0, 1, 2, 3});

    assertThat(read(file, 4)).containsExactly(List.of(0, 85, 0, 255));
  }

  @Test
  void theColourThatIsNamedTransparentShowsBlack() throws IOException, UnacceptableException {
    byte[] file =
        PngFiles.of(2, 1, 8, 2)
            .chunk("tRNS", 0, 1, 0, 2, 0, 3)
            .rows(8, new int[] {1, 2, 3, 1, 2, 4});

    assertThat(read(file, 2)).containsExactly(List.of(0, 1), List.of(0, 2), List.of(0, 4));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8})
  void coloursOfAPaletteAreLookedUpAndSeenOverBlack(int depth)
      throws IOException, UnacceptableException {
    byte[] file =
        PngFiles.of(4, 1, depth, 3)
            .chunk("PLTE", 10, 20, 30, 200, 100, 50, 7, 8, 9)
            .chunk("tRNS", 255, 128)
            .rows(depth, new int[] {2, 1, 0, 1});

    assertThat(read(file, 4))
        .containsExactly(List.of(7, 100, 10, 100), List.of(8, 50, 20, 50), List.of(9, 25, 30, 25));
  }

  @Test
  void aColourThatThePaletteLacksIsAnError() {
    byte[] file = PngFiles.of(2, 1, 4, 3).chunk("PLTE", 1, 2, 3, 4, 5, 6).rows(4, new int[] {1, 2});

    assertThatThrownBy(() -> read(file, 2))
        .isInstanceOf(IOException.class)
        .hasMessage("it has a pixel of colour 2; its palette has 2");
  }

  @ParameterizedTest
  @CsvSource({"3, its palette has 0 bytes", "0, its tRNS chunk has 3 bytes instead of 2"})
  void chunksThatDoNotFitAreAnError(int colourType, String message) {
    byte[] file = PngFiles.of(1, 1, 8, colourType).chunk("tRNS", 1, 2, 3).rows(8, new int[] {0});

    assertThatThrownBy(() -> read(file, 1)).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"3, 0", "16, 3", "4, 2", "8, 1", "8, 5"})
  void depthsThatTheStandardLacksAreRefused(int depth, int colourType) {
    byte[] file = PngFiles.of(1, 1, depth, colourType).rows(depth, new int[] {0});

    assertThatThrownBy(() -> read(file, 1))
        .hasMessageContaining(depth + " bits of colour type " + colourType);
  }

  /** Compression, filter and order of the rows. */
  @ParameterizedTest
  @CsvSource({"1, 0, 0", "0, 1, 0", "0, 0, 2", "0, 0, -1"})
  void methodsThatTheStandardLacksAreRefused(int compression, int filter, int interlacing) {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(1).putInt(1).put((byte) 8).put((byte) 0);
    header.put((byte) compression).put((byte) filter).put((byte) interlacing);
    assertThatThrownBy(() -> PngHeader.of(header, 0))
        .hasMessage("its header asks for an unknown compression, filter or interlacing");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 1",
    "8, 0, 1",
    "16, 0, 2",
    "8, 2, 3",
    "16, 2, 6",
    "4, 3, 3",
    "8, 3, 3",
    "8, 4, 2",
    "16, 4, 4",
    "8, 6, 4",
    "16, 6, 8"
  })
  void aPixelCostsTheBytesOfItsSamples(int depth, int colourType, int bytes) {
    assertThat(new PngHeader(1, 1, depth, colourType, false).decodedBytes()).isEqualTo(bytes);
  }

  @Test
  void aPaletteHasUpTo256Colours() throws IOException, UnacceptableException {
    byte[] most = PngFiles.of(1, 1, 8, 3).chunk("PLTE", new byte[768]).rows(8, new int[] {255});
    assertThat(read(most, 1)).hasSize(3);
    byte[] more = PngFiles.of(1, 1, 8, 3).chunk("PLTE", new byte[771]).rows(8, new int[] {0});
    assertThatThrownBy(() -> read(more, 1)).hasMessageContaining("its palette has 771 bytes");
  }

  @Test
  void aPaletteHasAtMostOneOpacityOfEachColour() throws IOException, UnacceptableException {
    byte[] all =
        PngFiles.of(1, 1, 8, 3).chunk("PLTE", 9, 9, 9).chunk("tRNS", 0).rows(8, new int[1]);
    assertThat(read(all, 1)).containsExactly(List.of(0), List.of(0), List.of(0));
    byte[] more =
        PngFiles.of(1, 1, 8, 3).chunk("PLTE", 9, 9, 9).chunk("tRNS", 0, 0).rows(8, new int[1]);
    assertThatThrownBy(() -> read(more, 1)).hasMessage("its tRNS chunk has 2 bytes for 1 colours");
  }

  /** Bits above those of a sample say nothing. */
  @Test
  void aTransparentColourIsComparedInAllBitsOfItsSamples()
      throws IOException, UnacceptableException {
    byte[] deep =
        PngFiles.of(3, 1, 16, 2)
            .chunk("tRNS", 0x81, 2, 0x83, 4, 0x85, 6)
            .rows(
                16,
                new int[] {0x8102, 0x8304, 0x8506, 0x8102, 0x8304, 0x8507, 0x102, 0x304, 0x506});
    assertThat(read(deep, 3).get(2)).containsExactly(0, 0x85, 5);
    byte[] flat = PngFiles.of(2, 1, 8, 0).chunk("tRNS", 1, 5).rows(8, new int[] {5, 6});
    assertThat(read(flat, 2)).containsExactly(List.of(0, 6));
  }

  @Test
  void pixelsWhoseCompressedBytesEndTooEarlyAreAnError() {
    byte[] file = PngFiles.of(4, 4, 8, 0).chunk("IDAT", 0x78, 0x9c, 0x63).filtered(new byte[0], 0);
    assertThatThrownBy(() -> read(file, 4))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("pixels are missing");
  }

  @Test
  void aTransparentColourAfterThePixelsIsRefused() {
    byte[] file = PngFiles.of(1, 1, 8, 0).chunk("IDAT").chunk("tRNS", 0, 1).rows(8, new int[] {1});
    assertThatThrownBy(() -> read(file, 1)).hasMessageContaining("or one after its pixels");
  }

  @Test
  void aSecondPaletteIsRefused() {
    byte[] twice =
        PngFiles.of(1, 1, 8, 3).chunk("PLTE", 1, 2, 3).chunk("PLTE", 1, 2, 3).rows(8, new int[1]);

    assertThatThrownBy(() -> read(twice, 1)).hasMessageContaining("two PLTE chunks");
  }

  @Test
  void pixelsThatAreMissingAreAnError() {
    byte[] file = PngFiles.of(4, 4, 8, 0).filtered(new byte[10], 1);

    assertThatThrownBy(() -> read(file, 4))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("pixels are missing");
  }

  @Test
  void anUnknownFilterIsAnError() {
    byte[] file = PngFiles.of(1, 1, 8, 0).filtered(new byte[] {5, 0}, 1);

    assertThatThrownBy(() -> read(file, 1)).hasMessageContaining("unknown filter 5");
  }

  private byte[] filteredRows(int stride, int height, int firstFilter) {
    byte[] rows = new byte[(stride + 1) * height];
    random.nextBytes(rows);
    for (int y = 0; y < height; y++) {
      rows[y * (stride + 1)] = (byte) ((y + firstFilter) % FILTERS);
    }
    return rows;
  }

  /** Of RGB; the size of each pass as the standard's section 8.2 draws it. */
  private byte[] interlacedRows(int width, int height) {
    List<Integer> bytes = new ArrayList<>();
    String[] order = {
      "16462646", "77777777", "56565656", "77777777", "36463646", "77777777", "56565656", "77777777"
    };
    for (char pass = '1'; pass <= '7'; pass++) {
      for (int y = 0; y < height; y++) {
        String line = order[y % 8].repeat(width / 8 + 1).substring(0, width);
        char wanted = pass;
        long pixels = line.chars().filter(c -> c == wanted).count();
        if (pixels > 0) {
          bytes.add(random.nextInt(FILTERS));
          random.ints(3 * pixels, 0, 256).forEach(bytes::add);
        }
      }
    }
    byte[] rows = new byte[bytes.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = bytes.get(i).byteValue();
    }
    return rows;
  }

  /** Each plane's samples, row after row. */
  private List<List<Integer>> read(byte[] bytes, int width)
      throws IOException, UnacceptableException {
    List<List<Integer>> planes = new ArrayList<>();
    PngFile file = new PngFile("image", bytes);
    file.readChunks();
    reader.send(
        file,
        (samples, starts) -> {
          for (int c = 0; c < samples.length; c++) {
            if (planes.size() == c) {
              planes.add(new ArrayList<>());
            }
            for (int x = 0; x < width; x++) {
              planes.get(c).add(samples[c][starts[c] + x] & 0xff);
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
