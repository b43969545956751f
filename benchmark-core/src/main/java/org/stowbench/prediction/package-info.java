/** What a predictor says: a ranking of answers, with scores where there are any, or a failure. */
package org.stowbench.prediction;
