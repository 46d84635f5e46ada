package io.headwater.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The files for Prometheus and Grafana ask for metrics that there are. */
class MetricsFilesTest {
  private static final Pattern METRIC = Pattern.compile("flink_(?:job|task)manager_\\w+");
  private static final Path FILES = Repository.file("docker/metrics");

  @Test
  void whatGrafanaAsksForIsDocumented() throws IOException {
    JsonNode dashboard =
        new ObjectMapper().readTree(FILES.resolve("grafana/dashboards/headwater.json").toFile());
    List<String> expressions = dashboard.findValuesAsText("expr");

    assertThat(expressions).hasSizeGreaterThan(20).allMatch(each -> METRIC.matcher(each).find());
    assertThat(metrics(String.join("\n", expressions))).isSubsetOf(documented());
  }

  @Test
  void everyPanelHasItsPlace() throws IOException {
    JsonNode panels =
        new ObjectMapper()
            .readTree(FILES.resolve("grafana/dashboards/headwater.json").toFile())
            .path("panels");
    Set<String> places = new TreeSet<>();
    for (JsonNode panel : panels) {
      JsonNode place = panel.path("gridPos");
      assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
      assertThat(places.add(place.path("x") + "/" + place.path("y"))).isTrue();
    }
  }

  @Test
  void whatAlertsAskForIsDocumented() throws IOException {
    JsonNode rules = Yaml.document(FILES.resolve("alerts.yaml")).at("/groups/0/rules");

    assertThat(rules).hasSizeGreaterThan(5);
    for (JsonNode rule : rules) {
      Set<String> asked = metrics(rule.path("expr").asText());
      assertThat(asked).as(rule.path("alert").asText()).isNotEmpty().isSubsetOf(documented());
      assertThat(rule.at("/annotations/summary").asText()).endsWith(".");
      assertThat(rule.at("/annotations/description").asText()).endsWith(".");
      assertThat(rule.at("/labels/severity").asText()).isIn("warning", "critical");
    }
  }

  @Test
  void prometheusAsksWhereFlinkAnswers() throws IOException {
    JsonNode compose = Yaml.document(Repository.file("docker/compose.yaml"));
    JsonNode prometheus = Yaml.document(FILES.resolve("prometheus.yaml"));
    for (JsonNode target : prometheus.at("/scrape_configs/0/static_configs/0/targets")) {
      String[] address = target.asText().split(":");
      String properties =
          compose.path("services").path(address[0]).at("/environment/FLINK_PROPERTIES").asText();
      assertThat(FlinkSettings.ofLines(properties))
          .containsEntry("metrics.reporter.prom.port", address[1]);
    }
  }

  private static Set<String> documented() throws IOException {
    return metrics(Files.readString(Repository.file("src/docs/metrics.md")));
  }

  private static Set<String> metrics(String text) {
    return METRIC
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
