package io.headwater.learning.model;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a layer computes, by names that stay whatever the class is called.
 *
 * @param kind such as "convolution"
 * @param attributes value by name, in order
 */
public record LayerDescription(String kind, Map<String, String> attributes) {
  public LayerDescription {
    requireNonNull(kind, "kind");
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** A layer without attributes. */
  public static LayerDescription of(String kind) {
    return new LayerDescription(kind, Map.of());
  }

  /** With one attribute more, in decimal digits. */
  public LayerDescription with(String name, int value) {
    return with(name, Integer.toString(value));
  }

  /** With one attribute more, of rows and columns: one number if they are the same. */
  public LayerDescription with(String name, int rows, int columns) {
    return with(name, rows == columns ? Integer.toString(rows) : rows + "x" + columns);
  }

  /** With one attribute more, exactly, in hexadecimal digits: decimal ones depend on the JDK. */
  public LayerDescription with(String name, double value) {
    return with(name, Double.toHexString(value));
  }

  /** With one attribute more, true or false. */
  public LayerDescription with(String name, boolean value) {
    return with(name, Boolean.toString(value));
  }

  private LayerDescription with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(attributes);
    more.put(name, value);
    return new LayerDescription(kind, more);
  }

  /** The kind, then NAME=VALUE of each attribute, after a space each. */
  @Override
  public String toString() {
    return attributes.entrySet().stream()
        .map(attribute -> " " + attribute.getKey() + "=" + attribute.getValue())
        .collect(Collectors.joining("", kind, ""));
  }
}
