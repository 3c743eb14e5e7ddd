// How X and Bluesky themselves read texts: JSON lines in, JSON lines out, with the packages they publish.
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const require = createRequire(`${process.env.READINGS_MODULES}/package.json`);
const { RichText } = require("@atproto/api");
const twitter = require("twitter-text").default ?? require("twitter-text");

function ofX(text) {
  const weighed = twitter.parseTweet(text);
  const urls = twitter.extractUrlsWithIndices(text);
  const entities = twitter.extractEntitiesWithIndices(text);
  return {
    length: weighed.weightedLength,
    links: urls.map(({ url, indices }) => [url, ...indices]),
    mentions: entities.filter((one) => one.screenName).map(({ screenName, indices }) => [screenName, ...indices]),
    hashtags: entities.filter((one) => one.hashtag).map(({ hashtag, indices }) => [hashtag, ...indices]),
  };
}

function ofBluesky(text) {
  const rich = new RichText({ text });
  rich.detectFacetsWithoutResolution();
  const found = { length: rich.graphemeLength, links: [], mentions: [], hashtags: [] };
  for (const { index, features } of rich.facets ?? []) {
    const at = [index.byteStart, index.byteEnd];
    for (const feature of features) {
      if (feature.uri !== undefined) found.links.push([feature.uri, ...at]);
      else if (feature.did !== undefined) found.mentions.push([feature.did, ...at]);
      else if (feature.tag !== undefined) found.hashtags.push([feature.tag, ...at]);
    }
  }
  return found;
}

for await (const line of createInterface({ input: process.stdin })) {
  const text = JSON.parse(line);
  process.stdout.write(`${JSON.stringify({ x: ofX(text), bluesky: ofBluesky(text) })}\n`);
}
