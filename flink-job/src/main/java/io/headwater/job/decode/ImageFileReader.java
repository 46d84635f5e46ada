package io.headwater.job.decode;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.Callable;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's reader of one image format, strict: what it only warns of, such as a JPEG file that
 * ends too early, is an error here, and so are the runtime exceptions that it throws at damaged
 * files.
 */
final class ImageFileReader {
  private final String format;
  private final MemoryImageStream stream = new MemoryImageStream();
  private ImageReader reader;
  private @Nullable String warning;

  ImageFileReader(String format) {
    this.format = format;
    this.reader = newReader();
  }

  void open(byte[] file) {
    warning = null;
    stream.open(file);
    reader.setInput(stream, true, true);
  }

  int width() throws IOException {
    return strictly(() -> reader.getWidth(0));
  }

  int height() throws IOException {
    return strictly(() -> reader.getHeight(0));
  }

  /** Whether the colours are of use here: those of CMYK files are not. */
  boolean isGreyOrRgb() throws IOException {
    return strictly(
        () -> {
          Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
          return types.hasNext() && isGreyOrRgb(types.next().getColorModel().getColorSpace());
        });
  }

  private static boolean isGreyOrRgb(ColorSpace space) {
    return space.getType() == ColorSpace.TYPE_GRAY || space.getType() == ColorSpace.TYPE_RGB;
  }

  BufferedImage read() throws IOException {
    return strictly(() -> reader.read(0));
  }

  private <T> T strictly(Callable<T> step) throws IOException {
    try {
      T result = step.call();
      if (warning != null) {
        throw new IIOException(warning);
      }
      return result;
    } catch (Exception e) {
      reader.dispose();
      reader = newReader();
      throw e instanceof IIOException known && known.getCause() == null
          ? known
          : new IIOException("it is truncated or damaged (" + rootMessage(e) + ")", e);
    }
  }

  private ImageReader newReader() {
    ImageReader created = ImageIO.getImageReadersByFormatName(format).next();
    created.addIIOReadWarningListener((source, text) -> warning = text);
    return created;
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
