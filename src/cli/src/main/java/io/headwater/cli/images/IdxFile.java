package io.headwater.cli.images;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A file of the format IDX (LeCun, Cortes and Burges, "The MNIST database"), plain or with gzip:
 * items of unsigned bytes, all of one shape, one after another.
 */
public final class IdxFile implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int UNSIGNED_BYTES = 8;
  private static final int MOST_DIMENSIONS = 4;
  private static final int MOST_ITEM_BYTES = 8 << 20;

  private final String name;
  private final DataInputStream in;
  private final int count;
  private final List<Integer> itemShape;
  private final int itemBytes;
  private int read;

  private IdxFile(String name, DataInputStream in) throws IOException {
    this.name = name;
    this.in = in;
    int kind = in.readInt();
    int dimensions = kind & 0xff;
    if (kind >>> 8 != UNSIGNED_BYTES || dimensions < 1 || dimensions > MOST_DIMENSIONS) {
      throw new IOException(
          "%s begins with %08x; an IDX file of bytes begins with 0000080 and a digit from 1 to %d"
              .formatted(name, kind, MOST_DIMENSIONS));
    }
    this.count = side();
    List<Integer> shape = new ArrayList<>();
    long bytes = 1;
    for (int i = 1; i < dimensions; i++) {
      shape.add(side());
      bytes *= shape.get(i - 1);
      if (bytes > MOST_ITEM_BYTES) {
        throw new IOException(
            "%s has items of more than %d bytes".formatted(name, MOST_ITEM_BYTES));
      }
    }
    this.itemShape = List.copyOf(shape);
    this.itemBytes = (int) bytes;
  }

  /**
   * @param name what to call it in messages
   * @throws IOException if it can't be read, or is no such file; the stream is closed then
   */
  public static IdxFile open(InputStream file, String name) throws IOException {
    try {
      return new IdxFile(name, new DataInputStream(unpacked(file)));
    } catch (IOException e) {
      file.close();
      throw e instanceof EOFException ? new IOException(name + " ends in its header", e) : e;
    }
  }

  private static InputStream unpacked(InputStream file) throws IOException {
    BufferedInputStream in = new BufferedInputStream(file, BUFFER_BYTES);
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    return magic == GZIP_MAGIC
        ? new BufferedInputStream(new GZIPInputStream(in, BUFFER_BYTES))
        : in;
  }

  private int side() throws IOException {
    int side = in.readInt();
    if (side < 0) {
      throw new IOException(name + " has a dimension of " + side);
    }
    return side;
  }

  /** How many items it says that it has. */
  public int count() {
    return count;
  }

  /** The shape of each: empty for single bytes, [H, W] for images. */
  public List<Integer> itemShape() {
    return itemShape;
  }

  /**
   * The next item.
   *
   * @throws IOException if there is none, or the file ends before it does
   */
  public byte[] next() throws IOException {
    byte[] item = new byte[itemBytes];
    try {
      in.readFully(item);
    } catch (EOFException e) {
      throw new IOException("%s ends in item %d of %d".formatted(name, read, count), e);
    }
    read++;
    return item;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
