package io.headwater.job;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The jars that the job brings to a Flink that has its own: those of {@code target/usrlib}, taken
 * from this JVM's class path, and all of this build's own. The build lists them.
 */
public final class JobLibraries {
  private static final String LIST = "libraries.txt";
  private static final String OWN = "headwater-";
  private static final String OWN_GROUP = "io.headwater";
  private static final Path CLASSES = Path.of("target", "classes");

  /** As maven-dependency-plugin writes it: group:artifact:jar[:classifier]:version:scope. */
  private static final Pattern ARTIFACT =
      Pattern.compile("\\s+([\\w.-]+):([\\w.-]+):jar:(?:([\\w.-]+):)?([\\w.-]+):\\w+\\b.*");

  private JobLibraries() {}

  /**
   * Those jars.
   *
   * @param temporary where classes that are in no jar, as in a build, are put into one
   * @throws IllegalStateException if one is not on the class path
   */
  public static List<Path> find(Path temporary) {
    List<Path> classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(element -> !element.isEmpty())
            .map(Path::of)
            .toList();
    Set<String> wanted = names();
    List<Path> found = new ArrayList<>();
    for (Path element : classPath) {
      String name = String.valueOf(element.getFileName());
      if (Files.isDirectory(element) && element.endsWith(CLASSES)) {
        found.add(packed(element, temporary.resolve(OWN + found.size() + ".jar")));
      } else if (wanted.remove(name) || isOwn(name)) {
        found.add(element);
      }
    }
    if (!wanted.isEmpty()) {
      throw new IllegalStateException("not on the class path: " + String.join(", ", wanted));
    }
    return found;
  }

  private static boolean isOwn(String name) {
    return name.startsWith(OWN) && !name.endsWith("-tests.jar");
  }

  /** The file names of those that are no modules of this build. */
  private static Set<String> names() {
    try (InputStream in = JobLibraries.class.getResourceAsStream(LIST)) {
      if (in == null) {
        throw new IllegalStateException(LIST + " is not on the class path");
      }
      String list = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return list.lines()
          .map(ARTIFACT::matcher)
          .filter(Matcher::matches)
          .filter(artifact -> !artifact.group(1).equals(OWN_GROUP))
          .map(JobLibraries::name)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Matcher artifact) {
    String classifier = artifact.group(3) == null ? "" : "-" + artifact.group(3);
    return artifact.group(2) + "-" + artifact.group(4) + classifier + ".jar";
  }

  private static Path packed(Path classes, Path jar) {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String entry = classes.relativize(file).toString().replace(File.separatorChar, '/');
        zip.putNextEntry(new ZipEntry(entry));
        Files.copy(file, zip);
        zip.closeEntry();
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + jar, e);
    }
  }
}
