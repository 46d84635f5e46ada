package io.headwater.cli.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The page's own files, and those of the library that draws its charts. There are no others. */
final class PageFiles {
  private static final String FOLDER = "/dashboard/";
  private static final String WEBJAR = "META-INF/maven/org.webjars.npm/uplot/pom.properties";
  private static final String LIBRARY = "/META-INF/resources/webjars/uplot/%s/dist/%s";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private final Map<String, PageFile> files;

  private PageFiles(Map<String, PageFile> files) {
    this.files = Map.copyOf(files);
  }

  static PageFiles load() {
    Map<String, PageFile> files = new HashMap<>();
    for (String name :
        List.of("index.html", "page.css", "page.js", "charts.js", "parts.js", "icon.svg")) {
      files.put("/" + name, file(name, FOLDER + name));
    }
    files.put("/", file("index.html", FOLDER + "index.html"));
    String version = version();
    for (String name : List.of("uPlot.esm.js", "uPlot.min.css")) {
      files.put("/uplot/" + name, file(name, LIBRARY.formatted(version, name)));
    }
    return new PageFiles(files);
  }

  /** The file at that path of the server. */
  Optional<PageFile> find(String path) {
    return Optional.ofNullable(files.get(path));
  }

  private static PageFile file(String name, String resource) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalArgumentException("there is no media type for " + name);
    }
    return new PageFile(type, PageFile.NOT_KEPT, bytes(resource));
  }

  /** Of the library on the class path, which its folder is named after. */
  private static String version() {
    Properties properties = new Properties();
    try (InputStream in = PageFiles.class.getResourceAsStream("/" + WEBJAR)) {
      if (in == null) {
        throw new IllegalStateException(WEBJAR + " is not on the class path");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + WEBJAR, e);
    }
    return properties.getProperty("version", "");
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
