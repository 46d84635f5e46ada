package io.headwater.job.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of src/docs that is made from the code. */
public final class GeneratedDocument {
  private static final String REMEDY =
      "mvn -pl flink-job -am test -Dtest=*DocumentTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dheadwater.writeDocs=true";

  private GeneratedDocument() {}

  /** The first lines of such a page. */
  public static String header(String title, String source) {
    return "# %s%n%n<!-- Made from %s; to make it anew: %s -->%n%n"
        .formatted(title, source, REMEDY)
        .replace(System.lineSeparator(), "\n");
  }

  /** Fails if the page differs from the content; writes it instead if the build was told to. */
  public static void check(String file, String content) throws IOException {
    Path page = Path.of("..", "src", "docs", file);
    if (Boolean.getBoolean("headwater.writeDocs")) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, content);
    }
    assertThat(page).as("out of date; make it anew with: %s", REMEDY).content().isEqualTo(content);
  }
}
