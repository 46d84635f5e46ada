package io.headwater.job.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.job.config.Option.Presence;
import java.util.List;

/**
 * The configuration's keys as a JSON Schema (draft 2020-12), of keywords that draft 7, which most
 * editors know, has as well.
 */
final class ConfigurationSchema {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

  private ConfigurationSchema() {}

  static ObjectNode of(OptionSection root) {
    ObjectNode schema = NODES.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Configuration of a Headwater job");
    schema.setAll(section(root));
    return schema;
  }

  static String text(ObjectNode schema) throws JsonProcessingException {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(INDENTER);
    return JsonMapper.builder().build().writer(printer).writeValueAsString(schema) + "\n";
  }

  private static ObjectNode section(OptionSection section) {
    ObjectNode mapping = mapping(section);
    ObjectNode schema =
        section.kinds().map(kinds -> orKindAlone(section, kinds, mapping)).orElse(mapping);
    if (!section.description().isEmpty()) {
      schema.put("description", section.description());
    }
    return schema;
  }

  /** A kind that has no key without a default, or a mapping. */
  private static ObjectNode orKindAlone(
      OptionSection section, OptionKinds<?> kinds, ObjectNode mapping) {
    List<String> alone =
        kinds.variants().stream()
            .filter(kind -> kind.sections().stream().noneMatch(ConfigurationSchema::isRequired))
            .filter(kind -> hasDefaults(section, kind, kinds.option()))
            .map(OptionVariant::kind)
            .toList();
    if (alone.isEmpty()) {
      return mapping;
    }
    ObjectNode schema = NODES.objectNode();
    schema.putObject("if").put("type", "string");
    schema.set("then", TypeSchema.choice(alone));
    schema.set("else", mapping);
    return schema;
  }

  private static boolean hasDefaults(
      OptionSection section, OptionVariant<?> kind, Option<?> option) {
    return section.options(kind).stream()
        .filter(other -> !other.equals(option))
        .noneMatch(other -> other.presence() == Presence.REQUIRED);
  }

  private static ObjectNode mapping(OptionSection section) {
    ObjectNode schema = NODES.objectNode().put("type", "object");
    if (section.names().isPresent()) {
      schema.put("minProperties", 1);
      schema.set("propertyNames", section.names().get().schema());
      schema.set("additionalProperties", section(section.sections().get(0)));
    } else if (section.kinds().isPresent()) {
      putKinds(schema, section, section.kinds().get());
    } else {
      putKeys(schema, section.options(), section.sections());
    }
    return schema;
  }

  /** Each kind says which keys there are, if the file is of that kind. */
  private static void putKinds(ObjectNode schema, OptionSection section, OptionKinds<?> kinds) {
    Option<?> key = kinds.option();
    schema.putObject("properties").set(key.name(), option(key));
    if (key.presence() == Presence.REQUIRED) {
      schema.putArray("required").add(key.name());
    }
    ArrayNode all = schema.putArray("allOf");
    for (OptionVariant<?> kind : kinds.variants()) {
      ObjectNode rule = all.addObject();
      ObjectNode ofThisKind = rule.putObject("if");
      ofThisKind.putObject("properties").putObject(key.name()).put("const", kind.kind());
      if (!kind.kind().equals(key.defaultYaml())) {
        ofThisKind.putArray("required").add(key.name());
      }
      ObjectNode then = rule.putObject("then").put("description", kind.description());
      putKeys(then, section.options(kind), kind.sections());
    }
  }

  private static void putKeys(
      ObjectNode schema, List<Option<?>> options, List<OptionSection> sections) {
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = NODES.arrayNode();
    for (Option<?> option : options) {
      properties.set(option.name(), option(option));
      if (option.presence() == Presence.REQUIRED) {
        required.add(option.name());
      }
    }
    for (OptionSection section : sections) {
      properties.set(section.name(), section(section));
      if (isRequired(section)) {
        required.add(section.name());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    schema.put("additionalProperties", false);
  }

  private static ObjectNode option(Option<?> option) {
    ObjectNode schema = option.type().schema().deepCopy();
    option.type().items().ifPresent(items -> schema.set("items", section(items)));
    schema.put("description", option.description());
    if (option.presence() == Presence.DEFAULTED) {
      JsonNode value = YamlTree.parse("the default of " + option.name(), option.defaultYaml());
      schema.set("default", value);
    }
    return schema;
  }

  private static boolean isRequired(OptionSection section) {
    return section.names().isPresent()
        || section.options().stream().anyMatch(option -> option.presence() == Presence.REQUIRED)
        || section.sections().stream().anyMatch(ConfigurationSchema::isRequired);
  }
}
