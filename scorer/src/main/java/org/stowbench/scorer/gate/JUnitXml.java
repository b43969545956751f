package org.stowbench.scorer.gate;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A gate's report as JUnit XML, which every CI server reads: a suite, and a test case for each
 * check.
 */
public final class JUnitXml {

  private JUnitXml() {}

  /** Writes a report; the same one gives the same text. */
  public static String write(GateReport report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      write(report, xml);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML can always be written to memory", e);
    }
    return text + "\n";
  }

  private static void write(GateReport report, XMLStreamWriter xml) throws XMLStreamException {
    long failures = report.checks().stream().filter(check -> !check.holds()).count();
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "stowbench gate");
    xml.writeAttribute("tests", Integer.toString(report.checks().size()));
    xml.writeAttribute("failures", Long.toString(failures));
    xml.writeAttribute("errors", "0");
    xml.writeAttribute("skipped", "0");
    for (GateReport.Check check : report.checks()) {
      xml.writeCharacters("\n  ");
      xml.writeStartElement("testcase");
      xml.writeAttribute(
          "classname", legal(report.scorecard().dataset() + " " + report.scorecard().predictor()));
      xml.writeAttribute("name", legal(check.what()));
      if (!check.holds()) {
        xml.writeStartElement("failure");
        xml.writeAttribute("message", legal(check.reason()));
        xml.writeEndElement();
      }
      xml.writeEndElement();
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
  }

  /** What XML 1.0 has no way to write, not even escaped, becomes a question mark. */
  private static String legal(String text) {
    return text.replaceAll(
        "[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
  }
}
