package org.stowbench.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An XML element together with where it stands, so that whatever does not fit is reported with
 * file, line and attribute. A document type, and so whatever entities it could declare, is refused;
 * elements lie 32 deep at most.
 */
public final class XmlInput {

  private static final int DEEPEST = 32;

  private final String name;
  private final Map<String, String> attributes;
  private final List<XmlInput> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final InputLocation location;

  private XmlInput(String name, Map<String, String> attributes, InputLocation location) {
    this.name = name;
    this.attributes = attributes;
    this.location = location;
  }

  /**
   * Reads a document an element below its root at a time, so that no more than one of these is in
   * memory.
   *
   * @return the root, without what is in it
   */
  public static XmlInput read(InputFile file, Consumer<XmlInput> element) {
    InputLocation location = file.location();
    try (InputStream in = file.open()) {
      XMLStreamReader reader = factory().createXMLStreamReader(in);
      try {
        return new Document(reader, location).read(element);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw notXml(location, e);
    } catch (IOException e) {
      throw new InvalidInputException(location, FileProblem.why(e), e);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("entities are not read");
        });
    return factory;
  }

  private static InvalidInputException notXml(InputLocation location, XMLStreamException e) {
    String at =
        e.getLocation() == null || e.getLocation().getLineNumber() < 1
            ? ""
            : " at line %d, column %d"
                .formatted(e.getLocation().getLineNumber(), e.getLocation().getColumnNumber());
    return new InvalidInputException(location, "not XML" + at, e);
  }

  /** One document while it is read. */
  private record Document(XMLStreamReader reader, InputLocation source) {

    XmlInput read(Consumer<XmlInput> element) throws XMLStreamException {
      List<XmlInput> open = new ArrayList<>();
      XmlInput root = null;
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            if (open.size() == DEEPEST) {
              throw new InvalidInputException(
                  place(), "elements lie deeper than " + DEEPEST + ": must not");
            }
            XmlInput one = element();
            if (open.size() > 1) {
              open.get(open.size() - 1).children.add(one);
            }
            root = root == null ? one : root;
            open.add(one);
          }
          case XMLStreamConstants.END_ELEMENT -> {
            XmlInput one = open.remove(open.size() - 1);
            if (open.size() == 1) {
              element.accept(one);
            }
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
            if (open.size() > 1) {
              open.get(open.size() - 1).text.append(reader.getText());
            }
          }
          case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
              throw new InvalidInputException(
                  place(), "has a document type or an entity of its own: must have neither");
          default -> {
            // Comments and instructions say nothing.
          }
        }
      }
      if (root == null) {
        throw new InvalidInputException(source, "not XML: no element");
      }
      return root;
    }

    private InputLocation place() {
      return source.line(reader.getLocation().getLineNumber());
    }

    private XmlInput element() {
      Map<String, String> attributes = new LinkedHashMap<>();
      for (int i = 0; i < reader.getAttributeCount(); i++) {
        attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
      }
      return new XmlInput(reader.getLocalName(), attributes, place());
    }
  }

  /** The element's name, without a prefix. */
  public String name() {
    return name;
  }

  /** Where it begins. */
  public InputLocation location() {
    return location;
  }

  /** The elements in it. */
  public List<XmlInput> children() {
    return List.copyOf(children);
  }

  /** The text directly in it. */
  public String text() {
    return text.toString();
  }

  /** An attribute that may be absent. */
  public Optional<String> optional(String attribute) {
    return Optional.ofNullable(attributes.get(attribute));
  }

  /** An attribute that must be there. */
  public String attribute(String attribute) {
    return optional(attribute)
        .orElseThrow(
            () -> new InvalidInputException(location.child(attribute), "missing: must be there"));
  }

  /** An attribute that is a finite number. */
  public double number(String attribute) {
    String value = attribute(attribute);
    try {
      double number = Double.parseDouble(value);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw InvalidInputException.expected(location.child(attribute), "a finite number", value);
  }
}
