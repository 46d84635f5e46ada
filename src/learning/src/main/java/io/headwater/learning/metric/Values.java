package io.headwater.learning.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Metric values in the order in which they are told. */
final class Values {
  private Values() {}

  static Map<String, Double> of(String first, double value, String second, double secondValue) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(first, value);
    values.put(second, secondValue);
    return Collections.unmodifiableMap(values);
  }
}
