package io.headwater.job.config;

import io.headwater.job.docs.GeneratedDocument;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentTest {
  private static final String INTRODUCTION =
      """
      A job is configured by one YAML file. It is checked as a whole before anything starts: a wrong
      key, type or value is refused with its path, the value, and what would be right.

      The smallest file that works:

      ```yaml
      %s```

      """;

  @Test
  void theDocumentationOfTheConfigurationIsUpToDate() throws IOException {
    StringBuilder page =
        new StringBuilder(
            GeneratedDocument.header(
                "Configuration", "the *Options classes of io.headwater.job.config"));
    page.append(INTRODUCTION.formatted(Configurations.SMALLEST));
    JobOptions.ROOT.sections().forEach(section -> append(page, section, ""));
    GeneratedDocument.check("configuration.md", page.toString().stripTrailing() + "\n");
  }

  private static void append(StringBuilder page, OptionSection section, String around) {
    String path = OptionSection.join(around, section.name());
    page.append("## `").append(path).append("`\n\n").append(section.description()).append("\n\n");
    if (!section.options().isEmpty()) {
      page.append("| key | value | default | meaning |\n|---|---|---|---|\n");
      section.options().forEach(option -> append(page, option));
      page.append('\n');
    }
    section.sections().forEach(inner -> append(page, inner, path));
  }

  private static void append(StringBuilder page, Option<?> option) {
    String otherwise =
        switch (option.presence()) {
          case REQUIRED -> "required";
          case OPTIONAL -> "none";
          case DEFAULTED -> "`" + option.defaultYaml() + "`";
        };
    page.append(
        "| `%s` | %s | %s | %s |\n"
            .formatted(
                option.name(), option.type().expectation(), otherwise, option.description()));
  }
}
