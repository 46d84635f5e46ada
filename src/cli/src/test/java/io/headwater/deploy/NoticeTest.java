package io.headwater.deploy;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** NOTICE names what is shipped. */
class NoticeTest {
  private static final Pattern DEPENDENCY = Pattern.compile(" *([\\w.-]+):[\\w.-]+:jar:.*");
  private static final Pattern NAMED = Pattern.compile("    ([\\w.-]+)");

  @Test
  void everyGroupOfTheInstallationIsNamedAndNoOther() throws IOException {
    TreeSet<String> shipped = groups(Path.of("target", "shipped.txt"), DEPENDENCY);
    shipped.remove("io.headwater");

    assertThat(shipped).contains("org.apache.flink", "org.bytedeco");
    assertThat(groups(Path.of("..", "..", "NOTICE"), NAMED)).isEqualTo(shipped);
  }

  private static TreeSet<String> groups(Path file, Pattern line) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(line::matcher)
          .filter(Matcher::matches)
          .map(match -> match.group(1))
          .collect(toCollection(TreeSet::new));
    }
  }
}
