package io.headwater.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * docker/Dockerfile, as far as it concerns the build.
 *
 * @param copies from a path of the build's context to a path in the image
 * @param targets names of the stages
 */
record Dockerfile(Map<String, String> copies, Set<String> targets) {
  private static final Pattern COPY = Pattern.compile("(?m)^COPY (?!--from)(\\S+) (\\S+)$");
  private static final Pattern STAGE = Pattern.compile("(?m)^FROM \\S+ AS (\\S+)$");
  private static final Pattern BUILT = Pattern.compile("(.+)/target/(.+)");

  static Dockerfile read() throws IOException {
    return parse(Files.readString(Repository.file("docker/Dockerfile")));
  }

  static Dockerfile parse(String text) {
    Map<String, String> copies = new TreeMap<>();
    Matcher copy = COPY.matcher(text);
    while (copy.find()) {
      copies.put(copy.group(1), copy.group(2));
    }
    return new Dockerfile(
        copies,
        STAGE.matcher(text).results().map(stage -> stage.group(1)).collect(Collectors.toSet()));
  }

  String targetOf(String source) {
    String target = copies.get(source);
    if (target == null) {
      throw new IllegalArgumentException(
          "the Dockerfile does not copy " + source + "; it copies " + copies.keySet());
    }
    return target;
  }

  /**
   * Sources that neither lie in the repository nor are made by a module's build, or are ignored.
   */
  List<String> problems(String ignoreFile) throws IOException {
    List<String> problems = new ArrayList<>();
    for (String source : copies.keySet()) {
      if (!isThere(source)) {
        problems.add(source + " is copied, but nothing makes it");
      }
      if (ignoreFile.lines().noneMatch(("!" + source)::equals)) {
        problems.add(source + " is copied, but kept out of the build's context");
      }
    }
    return problems;
  }

  private static boolean isThere(String source) throws IOException {
    Matcher built = BUILT.matcher(source);
    if (!built.matches()) {
      return Files.exists(Repository.file(source));
    }
    Path pom = Repository.file(built.group(1)).resolve("pom.xml");
    if (!Files.exists(pom)) {
      return false;
    }
    String text = Files.readString(pom);
    String product = built.group(2);
    return product.endsWith("-*.jar")
        ? text.contains("<artifactId>" + product.replace("-*.jar", "") + "</artifactId>")
        : text.contains(
            "<outputDirectory>${project.build.directory}/" + product + "</outputDirectory>");
  }
}
