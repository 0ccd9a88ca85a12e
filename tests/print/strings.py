"""Doc 'with' "quotes" \\ and
lines."""
a = 'it\'s', "it's", 'say "x"', '''both ' and " here''', 'tab\t, nul\0, del\x7f, é, \xe9, \u00e9, \N{BULLET}'
a = b'bytes \xff \' "', rb'\d', u'unicode é', r'raw\n', 'joined ' "text" r'\w'
a = f'', f'{x}', f'a{b!r:>{w}.{p}f}c', f'{{{x}}}', f'{x = }', f'{ x + 1 = !s:z}', f'{(lambda y: y)(x)}', f'{ {1: 2}[1] }'
a = f'{f"{x}" + 'y'}', f'{"a" f"{b}"}', f'{x:{'{'}>{10}}', f'\x7b\x7d{x:\x7d}', f'{a if b else c}{(d := e)}'
a = 'plain ' f'{x}' ' text', f'''multi
line {x:
}'''
a = t'{x}', t'{ y * 2 !r:{w}}', t'{z = }'
a = '\ud800 \udc00', '\U0001F600', f'\udcff{x}'
