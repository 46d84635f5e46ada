package io.headwater.cli.produce;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The images of Label Studio's tasks: data URIs, and files under one folder. Nothing is fetched
 * from elsewhere, and no path leads out of the folder.
 *
 * @param files "/data/" and "/data/local-files/?d=" stand for their folder, and other paths start
 *     from it
 */
public record LabelStudioImages(SourceImages files) {
  private static final String IMAGE = "image";
  private static final Pattern BASE64 = Pattern.compile("data:[^,]{0,200};base64,");
  private static final Pattern OF_THE_SERVER = Pattern.compile("(?:https?://[^/]+)?/data/(.*)");
  private static final Pattern LOCAL_FILE =
      Pattern.compile("(?:https?://[^/]+)?/data/local-files/\\?(?:.*&)?d=([^&]*).*");
  private static final Pattern ELSEWHERE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  /**
   * The bytes of a task's image.
   *
   * @param data of the task: its "image", or else the only thing that it has
   * @throws RefusedException if there is none, or it is not to be had here
   * @throws IOException if the file can't be read
   */
  public byte[] read(JsonNode data) throws IOException, RefusedException {
    String reference = reference(data);
    Matcher base64 = BASE64.matcher(reference);
    if (base64.lookingAt()) {
      try {
        return Base64.getMimeDecoder().decode(reference.substring(base64.end()));
      } catch (IllegalArgumentException e) {
        throw new RefusedException("the image is a data URI whose base64 is damaged");
      }
    }
    Path file = file(reference);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(files.maxBytes());
      if (in.read() >= 0) {
        throw new RefusedException(
            "%s has more than %d bytes: make the image smaller".formatted(file, files.maxBytes()));
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new RefusedException(
          "there is no file %s, which the image '%s' would be"
              .formatted(file, SourceImages.shown(reference)));
    }
  }

  private static String reference(JsonNode data) throws RefusedException {
    JsonNode found = data.size() == 1 ? data.elements().next() : data.path(IMAGE);
    if (!found.isTextual()) {
      List<String> names = new ArrayList<>();
      data.fieldNames().forEachRemaining(names::add);
      throw new RefusedException(
          "the task's data has no text '%s', and not one thing only; it has %s"
              .formatted(IMAGE, SourceImages.shown(names.toString())));
    }
    return found.textValue();
  }

  private Path file(String reference) throws RefusedException {
    try {
      return files.file(path(reference));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          "the image '%s' is no path".formatted(SourceImages.shown(reference)));
    }
  }

  private static String path(String reference) throws RefusedException {
    Matcher local = LOCAL_FILE.matcher(reference);
    if (local.matches()) {
      return decoded(local.group(1));
    }
    Matcher uploaded = OF_THE_SERVER.matcher(reference);
    if (uploaded.matches()) {
      return decoded(uploaded.group(1));
    }
    if (ELSEWHERE.matcher(reference).matches()) {
      throw new RefusedException(
          "the image '%s' is elsewhere, and is not fetched: use files (%s) or data URIs"
              .formatted(
                  SourceImages.shown(reference), "/data/upload/..., /data/local-files/?d=..."));
    }
    return reference;
  }

  private static String decoded(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
