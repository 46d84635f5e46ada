package io.headwater.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.deploy.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents name is there. */
class DocumentLinksTest {
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\(([^)#\\s]+)[^)]*\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
  private static final Pattern CLASS = Pattern.compile("`(\\w+)(?:\\.(\\w+))?`");

  static Stream<Path> documents() throws IOException {
    List<String> roots = List.of("README.md", "k8s", "schemas", "src");
    Stream.Builder<Path> documents = Stream.builder();
    for (String root : roots) {
      try (Stream<Path> files = Files.walk(Repository.file(root))) {
        files.filter(DocumentLinksTest::isDocument).forEach(documents);
      }
    }
    return documents.build();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkedFileIsThere(Path document) throws IOException {
    for (MatchResult link : links(document)) {
      assertThat(target(document, link)).as(link.group()).exists();
    }
  }

  @Test
  void theWalkNamesClassesAndMembersAsTheyAre() throws IOException {
    Path walk = Repository.file("src/docs/walk.md");
    List<MatchResult> classes =
        links(walk).stream().filter(link -> link.group(2).endsWith(".java")).toList();
    assertThat(classes).hasSizeGreaterThan(50);
    for (MatchResult link : classes) {
      MatchResult name = CLASS.matcher(link.group(1)).results().findFirst().orElseThrow();
      Path file = target(walk, link);
      assertThat(file.getFileName()).hasToString(name.group(1) + ".java");
      if (name.group(2) != null) {
        assertThat(Files.readString(file)).as(link.group()).contains(" " + name.group(2));
      }
    }
  }

  private static boolean isDocument(Path file) {
    Path path = Repository.file("").relativize(file);
    return path.toString().endsWith(".md")
        && Stream.of("target", "node_modules").map(Path::of).noneMatch(in -> contains(path, in));
  }

  private static boolean contains(Path path, Path name) {
    for (Path each : path) {
      if (each.equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static List<MatchResult> links(Path document) throws IOException {
    return LINK.matcher(Files.readString(document))
        .results()
        .filter(link -> !ELSEWHERE.matcher(link.group(2)).matches())
        .toList();
  }

  private static Path target(Path document, MatchResult link) {
    return document.resolveSibling(link.group(2)).normalize();
  }
}
