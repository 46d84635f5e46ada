package io.headwater.job.config;

import io.headwater.job.docs.GeneratedDocument;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentTest {
  private static final String INTRODUCTION =
      """
      A job is configured by one YAML file. It is checked as a whole before anything starts: a wrong
      key, type or value is refused with its path, the value, and what would be right.

      The smallest file that works:

      ```yaml
      %s```

      Where a mapping chooses a `kind`, the kind alone may stand in its place, for one with the
      defaults of its keys: `weighting: dwa` is `weighting: {kind: dwa}`.

      Editors that know JSON Schema complete and check the file while it is written: those with the
      YAML language server (VS Code's YAML extension, Neovim, Emacs, IntelliJ by its settings) do so
      if its first line names [configuration.schema.json](configuration.schema.json), by a path from
      the file or a URL:

      ```yaml
      # yaml-language-server: $schema=../src/docs/configuration.schema.json
      ```

      The schema knows every key, type, range and kind. What must hold between the values of several
      keys (a topic that is read and written, a mini-batch that is larger than the buffer) only the
      job checks. A key without a value is a mistake to the schema; the job takes it for one that is
      left out.

      """;

  @Test
  void theDocumentationOfTheConfigurationIsUpToDate() throws IOException {
    StringBuilder page =
        new StringBuilder(
            GeneratedDocument.header(
                "Configuration", "the *Options classes of io.headwater.job.config"));
    page.append(INTRODUCTION.formatted(Configurations.SMALLEST));
    JobOptions.ROOT.sections().forEach(section -> append(page, section, "", ""));
    GeneratedDocument.check("configuration.md", page.toString().stripTrailing() + "\n");
  }

  /**
   * @param where on which choice around it depends that there is this section; empty if on none
   */
  private static void append(
      StringBuilder page, OptionSection section, String around, String where) {
    String path = OptionSection.join(around, section.name());
    page.append("## `%s`%s\n\n".formatted(path, where));
    page.append(section.description()).append("\n\n");
    append(page, section.options());
    section.options().forEach(option -> appendItems(page, option, path));
    section.variants().forEach(variant -> append(page, variant, path, where));
    section.variants().forEach(variant -> appendSections(page, variant, path));
    section.sections().forEach(inner -> append(page, inner, path, where));
  }

  private static void appendItems(StringBuilder page, Option<?> option, String path) {
    option.type().items().stream()
        .flatMap(OptionSection::variants)
        .forEach(
            variant -> append(page, variant, OptionSection.join(path, option.name()) + "[]", ""));
  }

  private static void appendSections(StringBuilder page, OptionVariant<?> variant, String path) {
    String where = ", where `%s` is of kind `%s`".formatted(path, variant.kind());
    variant.sections().forEach(inner -> append(page, inner, path, where));
  }

  private static void append(
      StringBuilder page, OptionVariant<?> variant, String path, String where) {
    page.append("### `%s` of kind `%s`%s\n\n".formatted(path, variant.kind(), where));
    page.append(variant.description()).append("\n\n");
    append(page, variant.options());
  }

  private static void append(StringBuilder page, List<Option<?>> options) {
    if (!options.isEmpty()) {
      page.append("| key | value | default | meaning |\n|---|---|---|---|\n");
      options.forEach(option -> append(page, option));
      page.append('\n');
    }
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
