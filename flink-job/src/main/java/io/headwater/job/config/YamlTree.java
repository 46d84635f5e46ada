package io.headwater.job.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.List;

/** YAML text as a tree: one document, no key twice in a mapping, no aliases. */
final class YamlTree {
  private static final int SHOWN_CHARACTERS = 60;

  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private YamlTree() {}

  /**
   * @throws ConfigException naming the source and the line, if the text is not such YAML
   */
  static JsonNode parse(String source, String yaml) {
    try (YAMLParser parser = YAML.getFactory().createParser(yaml)) {
      refuseAliases(source, parser);
      return YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw problem(source, e.getLocation() == null ? 1 : e.getLocation().getLineNr(), reason(e));
    } catch (IOException e) {
      throw new IllegalStateException("text in memory can be read", e);
    }
  }

  /** The value as it may stand in an error. */
  static String show(JsonNode value) {
    String text = value.isTextual() ? "'" + value.textValue() + "'" : value.toString();
    return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
  }

  private static void refuseAliases(String source, YAMLParser parser) throws IOException {
    while (parser.nextToken() != null) {
      if (parser.isCurrentAlias()) {
        throw problem(
            source,
            parser.currentLocation().getLineNr(),
            "the alias *" + parser.getText() + " is not supported; write the value out");
      }
    }
  }

  /** Without the excerpt of the text that the parser's own message has: it may hold a secret. */
  private static String reason(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    if (message.startsWith("Duplicate field") && e.getProcessor() instanceof JsonParser parser) {
      return path(parser) + " is there twice; keep one";
    }
    return "this is not YAML: " + message.lines().findFirst().orElse("");
  }

  private static String path(JsonParser parser) {
    return parser.getParsingContext().pathAsPointer().toString().substring(1).replace('/', '.');
  }

  private static ConfigException problem(String source, int line, String problem) {
    return new ConfigException(source, List.of("line " + line + ": " + problem));
  }
}
