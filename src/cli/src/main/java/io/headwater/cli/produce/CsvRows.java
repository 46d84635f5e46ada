package io.headwater.cli.produce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Comma-separated values (RFC 4180), a row in each line.
 *
 * @param columns their names, as the header has them
 */
record CsvRows(List<String> columns) implements RowFormat {
  private static final ObjectReader ROWS =
      new CsvMapper()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.TRIM_SPACES)
          .readerFor(String[].class);

  CsvRows {
    columns = List.copyOf(columns);
  }

  /** From the first line of a file. */
  static CsvRows ofHeader(String line) throws RefusedException {
    return new CsvRows(values(line));
  }

  @Override
  public Map<String, String> row(String line) throws RefusedException {
    List<String> values = values(line);
    if (values.size() != columns.size()) {
      throw new RefusedException(
          "it has %d values; the header names %d columns".formatted(values.size(), columns.size()));
    }
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      if (!values.get(i).isEmpty()) {
        row.put(columns.get(i), values.get(i));
      }
    }
    return row;
  }

  private static List<String> values(String line) throws RefusedException {
    try (MappingIterator<String[]> rows = ROWS.readValues(line)) {
      return List.of(rows.next());
    } catch (JsonProcessingException e) {
      throw new RefusedException("it is no CSV: " + e.getOriginalMessage());
    } catch (IOException | RuntimeException e) {
      throw new RefusedException("it is no CSV: " + e.getMessage());
    }
  }
}
