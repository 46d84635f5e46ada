package io.headwater.job.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegScansTest {
  @ParameterizedTest
  @CsvSource({
    BufferedImage.TYPE_BYTE_GRAY + ", false, 1, 1",
    BufferedImage.TYPE_3BYTE_BGR + ", false, 3, 3",
    // The script of libjpeg: six scans for grey; ten for colours, two of them over all three.
    BufferedImage.TYPE_BYTE_GRAY + ", true, 1, 6",
    BufferedImage.TYPE_3BYTE_BGR + ", true, 3, 14"
  })
  void filesOfLibjpegAreCounted(int type, boolean progressive, int components, int scans)
      throws Exception {
    assertThat(JpegScans.of("image", written(type, progressive)))
        .isEqualTo(new JpegScans(components, scans));
  }

  @Test
  void everyScanIsCounted() throws UnacceptableException {
    byte[] file = new GreyJpeg(300, 200).scans(GreyJpeg.MOST_LEGAL_SCANS - 1).end();
    assertThat(JpegScans.of("image", file)).isEqualTo(new JpegScans(1, 882));
  }

  @Test
  void whatIsInASegmentOrAfterTheEndIsNoScan() throws UnacceptableException {
    byte[] thumbnail = new GreyJpeg(8, 8).scans(5).end();
    byte[] file = new GreyJpeg(8, 8).segment(0xe1, thumbnail).scans(2).end();
    byte[] two = Arrays.copyOf(file, file.length + thumbnail.length);
    System.arraycopy(thumbnail, 0, two, file.length, thumbnail.length);

    assertThat(JpegScans.of("image", two).scans()).isEqualTo(3);
  }

  /** As libjpeg does, which is brought to look for the next marker in all of these ways. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ff01",
        "ffd0",
        "ff02ffff",
        "ffffff",
        "112233",
        "ff00ff",
        "ffd8",
        "11da0003ff",
        "2211da0003ff"
      })
  void aScanIsFoundWhateverComesBeforeIt(String hex) throws UnacceptableException {
    byte[] file = new GreyJpeg(8, 8).bytes(HexFormat.of().parseHex(hex)).scans(3).end();
    assertThat(JpegScans.of("image", file).scans()).isEqualTo(4);
  }

  /** Of the markers from SOF0 to SOF15, three are tables or reserved (ITU-T T.81, table B.1). */
  @Test
  void everyKindOfFrameSaysHowManyComponentsThereAre() throws UnacceptableException {
    for (int marker = 0xbe; marker <= 0xd1; marker++) {
      byte[] frame = {8, 0, 16, 0, 16, 3};
      byte[] file =
          ByteBuffer.allocate(12)
              .put(new byte[] {-1, (byte) 0xd8, -1, (byte) marker, 0, 8})
              .put(frame)
              .array();
      boolean isFrame =
          marker >= 0xc0 && marker <= 0xcf && !List.of(0xc4, 0xc8, 0xcc).contains(marker);
      assertThat(JpegScans.of("image", file).components())
          .as("marker %x", marker)
          .isEqualTo(isFrame ? 3 : 0);
    }
  }

  /** Markers that stand alone have no length; what follows is the next marker. */
  @ParameterizedTest
  @CsvSource({
    "01, true",
    "bf, true",
    "c0, false",
    "cf, false",
    "d0, true",
    "d9, true",
    "da, false"
  })
  void markersWithoutALengthStandAlone(String hex, boolean alone) {
    JpegMarkers markers = new JpegMarkers(HexFormat.of().parseHex("ff" + hex + "0004ffffffd8"));
    assertThat(markers.next()).isTrue();
    assertThat(markers.isAlone()).isEqualTo(alone);
    assertThat(markers.end()).isEqualTo(alone ? 2 : 6);
  }

  @Test
  void everyTruncatedFileIsWalkedToItsEnd() throws UnacceptableException {
    byte[] whole = new GreyJpeg(8, 8).segment(0xe0, new byte[20]).scans(4).end();
    for (int length = 0; length < whole.length; length++) {
      assertThat(JpegScans.of("image", Arrays.copyOf(whole, length)).scans()).isBetween(0L, 5L);
    }
  }

  /** The JDK's reader keeps colour profiles in a list that it walks through for each new one. */
  @ParameterizedTest
  @ValueSource(ints = {0xe2, 0xfe, 0xdb})
  void moreSegmentsThanFilesHaveAreRefused(int marker) throws UnacceptableException {
    // The file begins with five: quantisation, frame, two Huffman tables, scan.
    byte[] most = withSegments(marker, JpegScans.MOST_SEGMENTS - 5);
    byte[] oneMore = withSegments(marker, JpegScans.MOST_SEGMENTS - 4);

    assertThat(JpegScans.of("image", most).scans()).isEqualTo(1);
    assertThatThrownBy(() -> JpegScans.of("image", oneMore))
        .isInstanceOf(UnacceptableException.class)
        .hasMessageContaining("over 4096 segments");
  }

  private static byte[] withSegments(int marker, int count) {
    GreyJpeg file = new GreyJpeg(8, 8);
    for (int i = 0; i < count; i++) {
      file.segment(marker, new byte[0]);
    }
    return file.end();
  }

  private static byte[] written(int type, boolean progressive) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (progressive) {
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.write(null, new IIOImage(new BufferedImage(40, 30, type), null, null), param);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
