package io.headwater.cli.labels;

import io.headwater.learning.task.TaskKind;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A project's labelling configuration: the tags that label an image as a whole, or a box in it.
 *
 * @param controls in their order
 */
record LabelConfig(List<Control> controls) {
  private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

  LabelConfig {
    controls = List.copyOf(controls);
  }

  /**
   * A tag that labels.
   *
   * @param name is a result's "from_name"
   * @param toName the tag of the image
   * @param labels that may be chosen
   */
  record Control(String name, String toName, TaskKind kind, List<String> labels) {
    Control {
      labels = List.copyOf(labels);
    }
  }

  /**
   * @throws IllegalArgumentException if it is no XML
   */
  static LabelConfig parse(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(NO_DOCTYPE, true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      NodeList all =
          builder.parse(new InputSource(new StringReader(xml))).getElementsByTagName("*");
      List<Control> controls = new ArrayList<>();
      for (int i = 0; i < all.getLength(); i++) {
        Element tag = (Element) all.item(i);
        kind(tag.getTagName()).ifPresent(kind -> controls.add(control(tag, kind)));
      }
      return new LabelConfig(controls);
    } catch (SAXException | IOException e) {
      throw new IllegalArgumentException(
          "the labelling configuration is no XML: " + e.getMessage(), e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's XML parser has no secure mode", e);
    }
  }

  /** The tag for a task: the one of its name, or else the only one of its kind. */
  Optional<Control> control(String task, TaskKind kind) {
    List<Control> some = controls.stream().filter(each -> each.kind() == kind).toList();
    return some.stream()
        .filter(each -> each.name().equals(task))
        .findFirst()
        .or(() -> some.size() == 1 ? Optional.of(some.get(0)) : Optional.empty());
  }

  private static Optional<TaskKind> kind(String tag) {
    return switch (tag) {
      case "Choices" -> Optional.of(TaskKind.CLASSIFICATION);
      case "RectangleLabels" -> Optional.of(TaskKind.LOCATION);
      case "Number" -> Optional.of(TaskKind.REGRESSION);
      default -> Optional.empty();
    };
  }

  private static Control control(Element tag, TaskKind kind) {
    List<String> labels = new ArrayList<>();
    NodeList inside = tag.getElementsByTagName("*");
    for (int i = 0; i < inside.getLength(); i++) {
      Node label = inside.item(i).getAttributes().getNamedItem("value");
      if (label != null) {
        labels.add(label.getNodeValue());
      }
    }
    return new Control(tag.getAttribute("name"), tag.getAttribute("toName"), kind, labels);
  }
}
