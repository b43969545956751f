// The documentation as a static site: README.md, docs/ and what they lead to, as they stand in the repository.
import { existsSync, readdirSync } from 'node:fs'
import { posix, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'

const checkout = resolve(fileURLToPath(import.meta.url), '../../..')

/** Where sources can be read: on GitHub, if that builds the site. Elsewhere links to sources are plain words. */
const sources = process.env.GITHUB_REPOSITORY && `https://github.com/${process.env.GITHUB_REPOSITORY}/tree/main/`

/** The menu: titles of pages by their places in the repository. A page of docs/ that is not named here comes last. */
const menu = {
  'Begin': {
    'docs/tutorial': 'Fifteen-minute tutorial', 'docs/how-do-i': 'How do I …', 'docs/glossary': 'Glossary'
  },
  'Run and compare': {
    'docs/runs': 'Runs', 'docs/search': 'Searching step by step', 'docs/known-households': 'Known households',
    'docs/scoring': 'Scoring', 'docs/statistics': 'Statistics', 'docs/report': 'Reports',
    'docs/leaderboards': 'Leaderboards', 'docs/gate': 'Gates', 'docs/ci': 'In CI', 'docs/reproduce': 'Check the published results'
  },
  'Predictors': {
    'docs/predictors': 'Predictors', 'docs/planners': 'A planner of yours', 'docs/python': 'From Python', 'docs/protocol': 'The planner protocol',
    'docs/language-models': 'Language models', 'docs/harnesses': 'Inspect and lm-eval', 'docs/predictions': 'Prediction files',
    'docs/experiments': 'Experiments'
  },
  'Data': {
    'docs/data': 'Getting data', 'docs/simulated': 'Simulated households', 'docs/bring-your-own': 'Kitchens of yours',
    'docs/labelling-tools': 'Labelling tools', 'docs/inventories': 'Inventories', 'docs/simulators': 'Simulators', 'docs/format': 'The dataset format',
    'docs/label': 'Labelling your home',
    'docs/study': 'Asking people'
  },
  'Robots and scale': {
    'docs/server': 'Ask, and serve', 'docs/ros2': 'ROS 2', 'docs/speed': 'Speed', 'docs/spark': 'Past one machine'
  },
  'The project': {
    'results/README': 'Results', 'docs/architecture': 'Architecture', 'CONTRIBUTING': 'Contributing',
    'docs/reliability': 'Reliability', 'docs/decisions': 'Decisions', 'docs/releasing': 'A release', 'SECURITY': 'Security', 'CHANGELOG': 'Changes'
  }
}
const named = Object.values(menu).flatMap(Object.keys)
const others = readdirSync(resolve(checkout, 'docs')).sort()
  .filter((name) => name.endsWith('.md')).map((name) => 'docs/' + name.slice(0, -3)).filter((page) => !named.includes(page))
Object.assign(menu['The project'], Object.fromEntries(others.map((page) => [page, page.slice(5).replaceAll('-', ' ')])))

const isPage = /^(README|CONTRIBUTING|CHANGELOG|SECURITY|THIRD-PARTY|docs\/[^/]+|results\/[^/]+)\.md$/
const onSite = (path) => '/' + path.replace(/README(\.md)?$/, 'index$1')

/** Links lead where they lead on GitHub: to another page, or to a source. Indented code looks as fenced code does. */
function asOnGitHub(md) {
  md.renderer.rules.code_block = (...block) => md.renderer.rules.fence(...block)
  md.core.ruler.push('follow-links', ({ tokens, env }) => {
    const folder = posix.dirname(relative(checkout, env.path).replaceAll('\\', '/'))
    for (const { children } of tokens.filter((token) => token.type === 'inline')) {
      let close
      for (const token of children) {
        if (token.type === 'link_close' && close) {
          token.tag = close
        }
        if (token.type !== 'link_open') {
          continue
        }
        close = undefined
        const [path, anchor] = token.attrGet('href').split('#')
        if (path === '' || /^[a-z]+:/.test(path)) {
          continue
        }
        const target = posix.join(folder, decodeURI(path))
        if (isPage.test(target) && existsSync(resolve(checkout, target))) {
          token.attrSet('href', onSite(target) + (anchor ? '#' + anchor : ''))
        } else if (sources) {
          token.attrSet('href', sources + target)
        } else {
          token.tag = close = 'span'
          token.attrs = null
        }
      }
    }
  })
}

/** Pages lie above this folder, where nobody would look for its packages. */
const vueOfThisFolder = {
  name: 'vue-of-this-folder',
  enforce: 'pre',
  resolveId: (id, page, { ssr }) => ssr && /^vue(\/server-renderer)?$/.test(id) ? { id, external: true } : undefined
}

export default defineConfig({
  title: 'Stowbench',
  description: 'Which drawer or cabinet holds the whisk? A benchmark for robots that look for things in homes.',
  lang: 'en',
  base: process.env.SITE_BASE ?? '/',
  srcDir: '..',
  srcExclude: [
    ...readdirSync(checkout, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !['docs', 'results'].includes(entry.name))
      .map((folder) => `${folder.name}/**`),
    '*/*/**'
  ],
  rewrites: (path) => onSite(path).slice(1),
  outDir: 'target/site',
  cacheDir: 'target/cache',
  vite: { plugins: [vueOfThisFolder] },
  markdown: {
    config: asOnGitHub,
    // Headings are called as on GitHub, so that one link works in both.
    anchor: {
      slugify: (heading) => heading.trim().toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '').replaceAll(' ', '-')
    }
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Tutorial', link: '/docs/tutorial' },
      { text: 'How do I …', link: '/docs/how-do-i' },
      { text: 'Results', link: '/results/' }
    ],
    sidebar: Object.entries(menu).map(([text, items]) => ({
      text, items: Object.entries(items).map(([page, text]) => ({ text, link: onSite(page) }))
    })),
    ...(sources && { socialLinks: [{ icon: 'github', link: `https://github.com/${process.env.GITHUB_REPOSITORY}` }] })
  }
})
