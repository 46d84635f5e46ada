package io.headwater.bench.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The file that torch.jit.load reads: a zip archive of a pickled module, here one without
 * parameters, and of its class's source (torch/csrc/jit/docs/serialization.md in PyTorch).
 */
final class TorchArchive {
  private static final byte[] PICKLE_2 = {(byte) 0x80, 2};
  private static final byte[] EMPTY_TUPLE = {')'};
  private static final byte[] NEW_OBJECT = {(byte) 0x81};
  private static final byte[] STOP = {'.'};

  private TorchArchive() {}

  /**
   * @param source of the class "Step", whose one attribute is "training"
   */
  static byte[] of(String source) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      add(zip, "data.pkl", module());
      add(zip, "code/__torch__.py", source.getBytes(US_ASCII));
      add(zip, "constants.pkl", joined(PICKLE_2, EMPTY_TUPLE, STOP));
      add(zip, "version", "3\n".getBytes(US_ASCII));
    }
    return bytes.toByteArray();
  }

  /** An object of class __torch__.Step with the state {"training": true}. */
  private static byte[] module() throws IOException {
    byte[] attribute = "training".getBytes(US_ASCII);
    return joined(
        PICKLE_2,
        "c__torch__\nStep\n".getBytes(US_ASCII),
        EMPTY_TUPLE,
        NEW_OBJECT,
        new byte[] {'}', '(', 'X', (byte) attribute.length, 0, 0, 0},
        attribute,
        new byte[] {(byte) 0x88, 'u', 'b'},
        STOP);
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.write(part);
    }
    return bytes.toByteArray();
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry("step/" + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
