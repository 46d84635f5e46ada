package io.headwater.job.decode;

import javax.imageio.stream.ImageInputStreamImpl;

/** An image file in memory, as the JDK's readers want it; reused for one file after the other. */
final class MemoryImageStream extends ImageInputStreamImpl {
  private byte[] file = new byte[0];

  /** Goes to the beginning of another file. */
  void open(byte[] newFile) {
    file = newFile;
    streamPos = 0;
    flushedPos = 0;
    bitOffset = 0;
  }

  @Override
  public int read() {
    bitOffset = 0;
    return streamPos < file.length ? file[(int) streamPos++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    if (streamPos >= file.length) {
      return -1;
    }
    int count = (int) Math.min(length, file.length - streamPos);
    System.arraycopy(file, (int) streamPos, target, offset, count);
    streamPos += count;
    return count;
  }

  @Override
  public long length() {
    return file.length;
  }
}
