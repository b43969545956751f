package org.stowbench.scorer.gate;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.stowbench.io.TextForm;

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
          "classname",
          TextForm.LINE.of(report.scorecard().dataset() + " " + report.scorecard().predictor()));
      xml.writeAttribute("name", TextForm.LINE.of(check.what()));
      if (!check.holds()) {
        xml.writeStartElement("failure");
        xml.writeAttribute("message", TextForm.LINE.of(check.reason()));
        xml.writeEndElement();
      }
      xml.writeEndElement();
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
  }
}
